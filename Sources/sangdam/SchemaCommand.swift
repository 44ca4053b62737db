// `sangdam schema`: the JSON Schema of the scenario file, for editors.

import ArgumentParser
import Scenarios

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the scenario file.",
    usage: "sangdam schema > scenario.schema.json",
    discussion: """
      Editors that know JSON Schema (draft 2020-12) then complete and check scenario keys.
      """)

  func run() throws { try Output.write(ScenarioSchema.json()) }
}
