// The root of the command line.

internal import ArgumentParser

@main
struct Sangdam: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sangdam", abstract: "Load simulator for customer consultation.",
    subcommands: [CodeCommand.self])
}
