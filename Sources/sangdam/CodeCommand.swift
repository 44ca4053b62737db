// `sangdam code`: identification codes made, read out of pages and checked.

import ArgumentParser

struct CodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: "Make, read and check identification codes.",
    discussion: """
      A code says of a page in which language it is, on which information server, about which \
      document, and which consult location answers questions about it.
      """,
    subcommands: [CodeMakeCommand.self, CodeReadCommand.self, CodeCheckCommand.self])
}
