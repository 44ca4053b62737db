// The root of the command line: the commands, and what their ends mean.

import ArgumentParser
import Foundation

@main
struct Sangdam: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sangdam",
    abstract: "Load simulator and benchmark for real-time customer consultation.",
    usage: "sangdam <command> [<options>]",
    discussion: """
      A scenario says who asks for help, who answers and what is promised; the program says \
      what comes of it.

      A first tour:
        sangdam simulate scenarios/three-parties.yaml
      """,
    version: Version.current,
    subcommands: [SimulateCommand.self, ProfileCommand.self, ServeCommand.self] + ofService + [
      ExplainCommand.self, ReportCommand.self, CheckCommand.self, SchemaCommand.self,
      CodeCommand.self,
    ])

  /// What a program that was built for planning alone does without.
  private static var ofService: [any ParsableCommand.Type] {
    #if CONSULTATION
      [TranscriptCommand.self, AgentsCommand.self]
    #else
      []
    #endif
  }

  /// Runs a command. Wrong usage ends with exit code 2, like every other wrong input; what nobody
  /// foresaw is a failed run.
  static func main() {
    Output.prepare()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Foundation.exit(code.rawValue)
    } catch {
      Foundation.exit(end(error))
    }
  }

  /// The exit code of an error that is none itself, after its message was written.
  private static func end(_ error: any Error) -> Int32 {
    switch exitCode(for: error) {
    case .success:
      do {
        try Output.write(fullMessage(for: error) + "\n")
        return 0
      } catch {
        return ExitStatus.invalidRun
      }
    case .validationFailure:
      Output.report(fullMessage(for: error))
      return ExitStatus.wrongInput
    default:
      Output.complain("\(error)")
      return ExitStatus.invalidRun
    }
  }
}
