// `sangdam schema`: the JSON Schema of the scenario file, for editors.

import ArgumentParser
import Scenarios

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the scenario file.",
    discussion: "Editors that know JSON Schema then complete and check scenario keys.")

  func run() { print(ScenarioSchema.json(), terminator: "") }
}
