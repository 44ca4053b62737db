// Where the consultation service is, and its secrets.

import ArgumentParser

/// When a message may be acknowledged to who wrote it.
enum Durability: String, ExpressibleByArgument, CaseIterable {
  case strict, relaxed
}

struct ConsultationOptions: ParsableArguments {
  /// Where the information server listens, unless told otherwise.
  static let usualInformation = EchoAddress(address: 0x7F00_0001, port: 7080)

  @Option(
    help: ArgumentHelp(
      "Where the information server listens (default: 127.0.0.1:7080; port 0 picks one).",
      valueName: "address"))
  var information: EchoAddress?

  @Option(
    help: ArgumentHelp(
      "Where the consult server listens (default: 127.0.0.1:7000; port 0 picks one).",
      valueName: "address"))
  var consult: EchoAddress?

  @Option(
    help: ArgumentHelp(
      "The consult server's address as browsers reach it, through a proxy for example.",
      valueName: "ws://…"))
  var publicConsult: String?

  @Option(
    name: .customLong("location"), parsing: .singleValue,
    help: ArgumentHelp(
      "A location that is answered here (repeatable; default: all but those elsewhere).",
      valueName: "name"))
  var locations: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A location whose questions another consult server answers (repeatable).",
      valueName: "name=ws://…"))
  var elsewhere: [String] = []

  @Option(
    name: .customLong("partner"), parsing: .singleValue,
    help: ArgumentHelp(
      "An information server whose pages the console shows, and whose console shows these.",
      valueName: "http://…"))
  var partners: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder of pages with a catalogue; without it, a small shop. docs/information-server.md",
      valueName: "dir"))
  var pages: String?

  @Option(
    help: ArgumentHelp(
      "The file with the key of agents' tokens; made, for its owner alone, if it is not there.",
      valueName: "file"))
  var credentials = "sangdam-credentials.json"

  @Option(
    help: ArgumentHelp(
      "The file of agents who may sign in by a secret of their own: sangdam agents add.",
      valueName: "file"))
  var agents: String?

  @Option(
    help: ArgumentHelp(
      "A database that keeps what is written, for `sangdam transcript`; made if it is not there.",
      valueName: "file"))
  var transcripts: String?

  @Option(
    help: ArgumentHelp(
      "When a message may be acknowledged: on the disk (strict) or on its way there (relaxed).",
      valueName: "when"))
  var durability = Durability.strict

  @Option(
    help: ArgumentHelp(
      "How long a session holds after its connection is lost.", valueName: "seconds"))
  var resumeSeconds = 60.0

  @Option(
    help: ArgumentHelp(
      "From the opening of a connection to its first message.", valueName: "seconds"))
  var firstMessageSeconds = 10.0

  @Option(
    help: ArgumentHelp(
      "Customers at once, waiting and in dialogues, whatever the scenario allows.",
      valueName: "n"))
  var customers = 10_000

  @Flag(
    help: ArgumentHelp(
      "Pages tell the consult server that they are read, and agents may invite who reads them."))
  var invite = false

  @Option(
    help: ArgumentHelp("With --invite: readers at once.", valueName: "n"))
  var readers = 4_096

  @Option(
    help: ArgumentHelp("With --invite: how long an invitation stands.", valueName: "seconds"))
  var invitationSeconds = 30.0

  @Option(
    help: ArgumentHelp(
      "What is written of sign-ins, refusals and faults on standard error, never what is said.",
      valueName: "level"))
  var logLevel = LogLevel.info

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Override a scenario key (repeatable); list entries by name or index.",
      valueName: "key.path=value"))
  var overrides: [String] = []

  func validate() throws {
    if resumeSeconds < 0.1 || resumeSeconds > 3_600 {
      throw ValidationError("--resume-seconds is \(resumeSeconds); allowed are 0.1 to 3600.")
    }
    if firstMessageSeconds < 0.1 || firstMessageSeconds > 3_600 {
      throw ValidationError(
        "--first-message-seconds is \(firstMessageSeconds); allowed are 0.1 to 3600.")
    }
    if customers < 1 || customers > 1_000_000 {
      throw ValidationError("--customers is \(customers); allowed are 1 to 1000000.")
    }
    if readers < 1 || readers > 1_000_000 {
      throw ValidationError("--readers is \(readers); allowed are 1 to 1000000.")
    }
    if invitationSeconds < 1 || invitationSeconds > 3_600 {
      throw ValidationError(
        "--invitation-seconds is \(invitationSeconds); allowed are 1 to 3600.")
    }
    if pages?.isEmpty == true { throw ValidationError("--pages names no folder.") }
    if agents?.isEmpty == true { throw ValidationError("--agents names no file.") }
    if credentials.isEmpty { throw ValidationError("--credentials names no file.") }
  }
}
