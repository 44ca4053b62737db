// Transcripts as text for a terminal: a consultation, who took part and from where, its messages.

import Reports
import Transcripts

/// What was written is shown so that nothing in it moves the cursor, turns the line or begins
/// another: a line of the output is a line of this program.
enum TranscriptText {
  /// The lines of a consultation's head or of a message, ended.
  static func lines(of item: TranscriptItem) -> String {
    switch item {
    case .consultation(let entry): lines(of: entry)
    case .message(let entry): line(of: entry)
    }
  }

  private static func lines(of entry: ConsultationEntry) -> String {
    let ended = entry.closed.map { "\($0.text) (\(entry.reason ?? ""))" } ?? "open"
    let messages = entry.messages == 1 ? "1 message" : "\(entry.messages) messages"
    let head =
      "\(entry.consultation)  \(entry.opened.text) to \(ended)  \(entry.code)  \(messages)"
    let question = entry.question.isEmpty ? "" : "  question: \(shown(entry.question))\n"
    return "\(shown(head))\n\(parties(of: entry))\(question)"
  }

  /// Everybody once, however often a customer was handed on.
  private static func parties(of entry: ConsultationEntry) -> String {
    var known: [String] = []
    for party in entry.parties {
      let name = party.name.isEmpty ? "" : " \(party.name)"
      let text = "\(party.role)\(name)" + (party.place.map { " from \($0)" } ?? "")
      if !known.contains(text) { known.append(text) }
    }
    return known.isEmpty ? "" : "  \(shown(known.joined(separator: ", ")))\n"
  }

  private static func line(of entry: MessageEntry) -> String {
    let role = entry.writer?.role ?? "party \(entry.party)"
    let name = (entry.writer?.name).map { $0.isEmpty ? "" : " \($0)" } ?? ""
    let text = String(decoding: entry.bytes, as: UTF8.self)
    return "  \(entry.sent.text)  \(shown("\(role)\(name)")): \(shown(text))\n"
  }

  private static func shown(_ text: String) -> String { PrintableText.escaped(text) }
}
