// Transcripts as JSON Lines: for programs, and harmless on a terminal too.

import Foundation
import Reports
import Transcripts

enum TranscriptJSON {
  /// The line of a consultation or a message, ended.
  static func line(of item: TranscriptItem) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data =
      switch item {
      case .consultation(let entry): try encoder.encode(Consultation(entry))
      case .message(let entry): try encoder.encode(Message(entry))
      }
    return escaped(String(decoding: data, as: UTF8.self)) + "\n"
  }

  /// What a terminal would act on stands in strings alone here, and may be written as a number.
  private static func escaped(_ json: String) -> String {
    guard PrintableText.escaped(json) != json else { return json }
    var line = ""
    for scalar in json.unicodeScalars {
      let acts = scalar.value >= 0x7F && PrintableText.escaped(String(scalar)) != String(scalar)
      guard acts else {
        line.unicodeScalars.append(scalar)
        continue
      }
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return line
  }

  private struct Consultation: Encodable {
    let type = "consultation"
    let consultation: String
    let code: String
    let language: String
    let question: String
    let opened: String
    let closed: String?
    let reason: String?
    let messages: Int
    let parties: [Party]

    init(_ entry: ConsultationEntry) {
      consultation = entry.consultation.description
      code = entry.code
      language = entry.language
      question = entry.question
      opened = entry.opened.text
      closed = entry.closed?.text
      reason = entry.reason
      messages = entry.messages
      parties = entry.parties.map(Party.init)
    }
  }

  private struct Party: Encodable {
    let dialogue: String
    let party: Int
    let role: String
    let name: String?
    let session: String
    let from: String?
    let joined: String
    let left: String?

    init(_ entry: PartyEntry) {
      dialogue = entry.dialogue.description
      party = Int(entry.party)
      role = entry.role
      name = entry.name.isEmpty ? nil : entry.name
      session = entry.session.description
      from = entry.place
      joined = entry.joined.text
      left = entry.left?.text
    }
  }

  private struct Message: Encodable {
    let type = "message"
    let consultation: String
    let dialogue: String
    let place: Int
    let party: Int
    let sequence: Int
    let time: String
    let role: String?
    let name: String?
    let text: String?
    let base64: String?

    init(_ entry: MessageEntry) {
      consultation = entry.consultation.description
      dialogue = entry.dialogue.description
      place = entry.place
      party = Int(entry.party)
      sequence = Int(entry.sequence)
      time = entry.sent.text
      role = entry.writer?.role
      name = (entry.writer?.name).flatMap { $0.isEmpty ? nil : $0 }
      text = String(validating: entry.bytes, as: UTF8.self)
      base64 = text == nil ? Data(entry.bytes).base64EncodedString() : nil
    }
  }
}
