// `sangdam agents add`: new secrets, shown once; their hashes in a file for `serve --agents`.

import ArgumentParser
import ConsultServer
import Glibc
import Reports

struct AgentsAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Make a secret for an agent, print it, and keep its hash in a file.",
    usage: "sangdam agents add <file> <agent> ... [--replace]",
    discussion: """
      Prints a line `agent secret` for each, this once. The file is made, for its owner alone, if \
      it is not there; a server that runs sees the change. To take an agent out, delete the line.

      Example:
        sangdam agents add agents.txt seoul-1 seoul-2
      """)

  @Argument(help: "The file, as `serve --agents` reads it.")
  var file: String

  @Argument(help: ArgumentHelp("Names, as the scenario's groups give them.", valueName: "agent"))
  var names: [String]

  @Flag(help: "Take a new secret for who has one already; the old one is not good any more.")
  var replace = false

  func validate() throws {
    if let name = names.first(where: { !AgentSecrets.isName($0) }) {
      throw ValidationError("\(name) cannot be the name of an agent.")
    }
    if Set(names).count < names.count { throw ValidationError("An agent is named twice.") }
  }

  func run() throws {
    var secrets = try opened()
    if !replace, let name = names.first(where: secrets.holds) {
      Output.complain("\(name) has a secret already: --replace takes a new one.")
      throw ExitCode(ExitStatus.wrongInput)
    }
    let lines = names.map { "\($0) \(secrets.makeSecret(for: $0))\n" }
    do throws(DurableFileError) {
      try DurableFile.write(Array(secrets.text.utf8), to: file, readers: .ownerAlone)
    } catch {
      Output.complain("\(error.choosing("<file>")).")
      throw ExitCode(ExitStatus.invalidRun)
    }
    try Output.write(lines.joined())
  }

  private func opened() throws -> AgentSecrets {
    do throws(CredentialsFault) {
      return try AgentSecrets(path: file)
    } catch .unreadable(ENOENT) {
      return AgentSecrets()
    } catch {
      Output.complain(error.words(of: file))
      throw ExitCode(ExitStatus.wrongInput)
    }
  }
}
