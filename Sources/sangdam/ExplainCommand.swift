// `sangdam explain`: why one customer of a run got this agent, and why so late.

import ArgumentParser
import Foundation
import Reports

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say why a customer got this agent, and why so late.",
    usage: "sangdam explain <file> --customer <n>",
    discussion: """
      The file is what `sangdam profile --decisions` wrote. Customers are numbered from 0 by the \
      time they were due.

      Examples:
        sangdam profile day.yaml --decisions day.jsonl
        sangdam explain day.jsonl --customer 17
      """)

  @Argument(help: ArgumentHelp("A file of decisions.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("The customer's number, from 0.", valueName: "n"))
  var customer: Int

  func run() throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      Output.report("\(file): error: the file is not there or cannot be read")
      throw ExitCode(ExitStatus.wrongInput)
    }
    let reading: DecisionReading
    do throws(DecisionFault) {
      reading = try DecisionReading(lines: Array(data), customer: customer, name: file)
    } catch {
      Output.report("\(error)")
      throw ExitCode(ExitStatus.wrongInput)
    }
    try Output.write(PrintableText.escaped(DecisionExplanation(reading).text, keeping: "\n"))
  }
}
