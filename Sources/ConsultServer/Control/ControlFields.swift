// The keys of control messages, taken out of JSON; docs/protocol.md.

import Foundation

/// All keys that a client's message may have; which of them it needs, its type says.
struct ControlFields: Decodable {
  /// The longest question, in characters.
  static let mostQuestion = 2_000
  /// The longest of all other texts.
  static let mostText = 200

  let type: String
  private let code, issuer, question, session, agent, token, state, reason: String?
  private let offer, dialogue: Double?

  /// Reads a message.
  ///
  /// - Complexity: O(bytes), which the relay limits.
  static func read(_ bytes: [UInt8]) throws(ControlFault) -> ControlFields {
    do {
      return try JSONDecoder().decode(ControlFields.self, from: Data(bytes))
    } catch DecodingError.typeMismatch(_, let context) {
      throw fault(context)
    } catch DecodingError.dataCorrupted(let context) {
      throw fault(context)
    } catch {
      throw .notAnObject
    }
  }

  private static func fault(_ context: DecodingError.Context) -> ControlFault {
    guard let key = context.codingPath.first?.stringValue, key != "type" else {
      return .notAnObject
    }
    return .wrong(key)
  }

  func needText(_ key: KeyPath<ControlFields, String?>, _ name: String) throws(ControlFault)
    -> String
  {
    guard let text = self[keyPath: key] else { throw .missing(name) }
    guard text.count <= Self.mostText else { throw .wrong(name) }
    return text
  }

  func needCode() throws(ControlFault) -> String { try needText(\.code, "code") }
  func needIssuer() throws(ControlFault) -> String { try needText(\.issuer, "issuer") }
  func needSession() throws(ControlFault) -> String { try needText(\.session, "session") }
  func needAgent() throws(ControlFault) -> String { try needText(\.agent, "agent") }
  func needToken() throws(ControlFault) -> String { try needText(\.token, "token") }
  func needState() throws(ControlFault) -> String { try needText(\.state, "state") }

  func needQuestion() throws(ControlFault) -> String {
    guard let question else { throw .missing("question") }
    guard question.count <= Self.mostQuestion else { throw .wrong("question") }
    return question
  }

  func needReason() throws(ControlFault) -> String { try needText(\.reason, "reason") }

  func needOffer() throws(ControlFault) -> UInt32 {
    guard let offer else { throw .missing("offer") }
    return try number(offer, "offer")
  }

  func needDialogue() throws(ControlFault) -> UInt32 {
    guard let dialogue else { throw .missing("dialogue") }
    return try number(dialogue, "dialogue")
  }

  /// The dialogue, nil where the message names none.
  func namedDialogue() throws(ControlFault) -> UInt32? {
    dialogue == nil ? nil : try needDialogue()
  }

  private func number(_ value: Double, _ name: String) throws(ControlFault) -> UInt32 {
    guard let number = UInt32(exactly: value) else { throw .wrong(name) }
    return number
  }
}
