// The root of the command line: the commands, and what their ends mean.

import ArgumentParser
import Foundation

@main
struct Sangdam: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sangdam",
    abstract: "Load simulator and benchmark for real-time customer consultation.",
    version: Version.current,
    subcommands: [SimulateCommand.self, CheckCommand.self, SchemaCommand.self, CodeCommand.self])

  /// Runs a command; wrong usage ends with exit code 2, like every other wrong input.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      guard code == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data("\(fullMessage(for: error))\n".utf8))
      Foundation.exit(ExitStatus.wrongInput)
    }
  }
}

/// What a command's exit code says; the same in every command.
enum ExitStatus {
  static let missed: Int32 = 1
  static let wrongInput: Int32 = 2
  static let invalidRun: Int32 = 3
  static let undecided: Int32 = 4
}

/// The version of the program.
enum Version {
  static let current = "0.1.0"
}
