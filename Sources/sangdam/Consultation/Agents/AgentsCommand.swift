// `sangdam agents`: what agents sign in with, made for them.

import ArgumentParser

struct AgentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "Make secrets and tokens that agents sign in with.",
    discussion: """
      A secret is an agent's for good; the file of `serve --agents` keeps its hash alone. A token \
      holds until its time and follows from the server's key, so that another program can make \
      one for whoever has signed in there.
      """,
    subcommands: [AgentsAddCommand.self, AgentsTokenCommand.self])
}
