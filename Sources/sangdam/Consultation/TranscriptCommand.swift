// `sangdam transcript`: what was said in consultations, out of the database of a consult server.

import ArgumentParser
import Transcripts

struct TranscriptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcript",
    abstract: "Export the transcripts that a consult server has kept.",
    usage: """
      sangdam transcript <database> [--since <time>] [--until <time>] [--list] [--json]
      sangdam transcript <database> --consultation <id> | --dialogue <id> [--list] [--json]
      """,
    discussion: """
      Consultations in the order in which they were asked, each with its messages in the order \
      in which they came. A server may go on writing meanwhile: what is shown was there at one \
      moment. Times are UTC unless they name another zone.

      In the text, characters that a terminal would act on are written out. With --json each line \
      is an object of `type` consultation or message; a message has `text`, or `base64` if its \
      bytes are no UTF-8.

      Examples:
        sangdam transcript transcripts.db --list
        sangdam transcript transcripts.db --consultation 3-17
        sangdam transcript transcripts.db --since 2026-11-26 --until 2026-11-27T09:00+09:00 --json
      """)

  @Argument(help: ArgumentHelp("The database of transcripts.", valueName: "database"))
  var database: String

  @Option(help: ArgumentHelp("This consultation alone.", valueName: "id"), transform: key)
  var consultation: ConsultationKey?

  @Option(
    help: ArgumentHelp("The consultation of this dialogue alone.", valueName: "id"), transform: key)
  var dialogue: DialogueKey?

  @Option(help: ArgumentHelp("Asked at this time or later.", valueName: "time"), transform: time)
  var since: TranscriptTime?

  @Option(help: ArgumentHelp("Asked before this time.", valueName: "time"), transform: time)
  var until: TranscriptTime?

  @Flag(help: "Leave the messages out.")
  var list = false

  @Flag(help: "Print JSON Lines.")
  var json = false

  func validate() throws {
    if consultation != nil, dialogue != nil {
      throw ValidationError(
        "--consultation and --dialogue name one consultation: give one of them.")
    }
    if let since, let until, since >= until {
      throw ValidationError("--since is not before --until: nothing is between them.")
    }
  }

  func run() throws {
    var selection = TranscriptSelection()
    selection.consultation = consultation
    selection.dialogue = dialogue
    selection.since = since
    selection.until = until
    selection.messages = list ? .leftOut : .included
    let named = consultation.map { "consultation \($0)" } ?? dialogue.map { "dialogue \($0)" }
    var output = BufferedOutput()
    var isEmpty = true
    let archive: TranscriptArchive
    do throws(TranscriptFault) {
      archive = try TranscriptArchive(path: database)
    } catch {
      throw end(error, ExitStatus.wrongInput)
    }
    do {
      try archive.walk(selection) { item in
        isEmpty = false
        try output.write(json ? TranscriptJSON.line(of: item) : TranscriptText.lines(of: item))
      }
    } catch let fault as TranscriptFault {
      // It fails under the reading: the export is not whole.
      try output.flush()
      throw end(fault, ExitStatus.invalidRun)
    }
    try output.flush()
    if isEmpty, let named {
      Output.report(fault: "there is no \(named) in the times that are asked for", at: database)
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  private func end(_ fault: TranscriptFault, _ status: Int32) -> ExitCode {
    Output.report(fault: fault.description, at: database)
    return ExitCode(status)
  }
}

/// Standard output in large pieces.
private struct BufferedOutput {
  private static let pieceBytes = 1 << 16
  private var bytes: [UInt8] = []

  mutating func write(_ text: String) throws {
    bytes += text.utf8
    if bytes.count >= Self.pieceBytes { try flush() }
  }

  mutating func flush() throws {
    if !bytes.isEmpty { try Output.write(bytes) }
    bytes.removeAll(keepingCapacity: true)
  }
}

/// The number that an argument names.
private func key<Key: DurableNumber>(_ text: String) throws -> Key {
  guard let key = Key(text) else {
    throw ValidationError("ids are two numbers such as 3-17, as --list shows them.")
  }
  return key
}

/// The moment that an argument names.
private func time(_ text: String) throws -> TranscriptTime {
  guard let time = TranscriptTime(text: text) else {
    throw ValidationError("times are such as 2026-11-26, 2026-11-26T09:00 or …T09:00:30+09:00.")
  }
  return time
}
