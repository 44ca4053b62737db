// `sangdam agents token`: a token that an agent signs in with until a time.

import ArgumentParser
import ConsultServer
import Foundation

struct AgentsTokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Print a token that an agent signs in with for some hours.",
    usage: "sangdam agents token <agent> [--credentials <file>] [--hours <n>]",
    discussion: """
      The key is that of the server's credentials file. A session that began goes on after the \
      token's time.

      Example:
        sangdam agents token seoul-1 --hours 8
      """)

  @Argument(
    help: ArgumentHelp("The agent, as the scenario's groups give the name.", valueName: "agent"))
  var name: String

  @Option(help: ArgumentHelp("The server's file with the key.", valueName: "file"))
  var credentials = "sangdam-credentials.json"

  @Option(help: ArgumentHelp("How long the token is good.", valueName: "n"))
  var hours = 12.0

  func validate() throws {
    if hours < 0.001 || hours > 10_000 {
      throw ValidationError("--hours is \(hours); allowed are 0.001 to 10000.")
    }
    if !AgentSecrets.isName(name) {
      throw ValidationError("\(name) cannot be the name of an agent.")
    }
  }

  func run() throws {
    let end = Date().timeIntervalSince1970 + hours * 3_600
    let token: String
    do throws(CredentialsFault) {
      let key = try Credentials(existingAt: credentials)
      token = key.token(ofAgent: name, until: Int64(end))
    } catch {
      Output.complain(error.words(of: credentials))
      throw ExitCode(ExitStatus.wrongInput)
    }
    try Output.write("\(token)\n")
  }
}
