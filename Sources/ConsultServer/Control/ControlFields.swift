// The keys of control messages, taken out of JSON; docs/protocol.md.

/// All keys that a client's message may have; which of them it needs, its type says.
struct ControlFields {
  /// The longest question, in characters.
  static let mostQuestion = 2_000
  /// The longest of all other texts.
  static let mostText = 200

  private(set) var type = ""
  private var code, issuer, question, session, agent, token, secret, state, reason: String?
  private var offer, dialogue, party, reader, invitation: Double?
  private var show: Bool?

  private init() {}

  /// Reads a message. A key that is known stands there once: of two, readers could take either.
  ///
  /// - Complexity: O(bytes), which the relay limits.
  static func read(_ bytes: [UInt8]) throws(ControlFault) -> ControlFields {
    var fields = ControlFields()
    var fault: ControlFault?
    var names: Set<String> = []
    do throws(JSONFault) {
      try JSONReading.members(of: bytes) { name, value in
        guard let known = Known(rawValue: name) else { return }
        if !names.insert(name).inserted { fault = .notAnObject }
        if !fields.set(known, value), fault != .notAnObject {
          fault = known == .type ? .notAnObject : .wrong(name)
        }
      }
    } catch {
      throw .notAnObject
    }
    if let fault { throw fault }
    guard names.contains(Known.type.rawValue) else { throw .notAnObject }
    return fields
  }

  private enum Known: String {
    case type, code, issuer, question, session, agent, token, secret, state, reason
    case offer, dialogue, party, reader, invitation, show
  }

  /// Takes a value; whether it is of the kind that the key has.
  private mutating func set(_ key: Known, _ value: JSONValue) -> Bool {
    switch (key, value) {
    case (.type, .text(let text)): type = text
    case (.type, _): return false
    case (_, .null): break
    case (.offer, .number(let number)): offer = number
    case (.dialogue, .number(let number)): dialogue = number
    case (.party, .number(let number)): party = number
    case (.reader, .number(let number)): reader = number
    case (.invitation, .number(let number)): invitation = number
    case (.show, .truth(let truth)): show = truth
    case (.offer, _), (.dialogue, _), (.party, _), (.reader, _), (.invitation, _), (.show, _):
      return false
    case (_, .text(let text)): set(key, text)
    default: return false
    }
    return true
  }

  private mutating func set(_ key: Known, _ text: String) {
    switch key {
    case .code: code = text
    case .issuer: issuer = text
    case .question: question = text
    case .session: session = text
    case .agent: agent = text
    case .token: token = text
    case .secret: secret = text
    case .state: state = text
    case .reason: reason = text
    case .type, .offer, .dialogue, .party, .reader, .invitation, .show: break
    }
  }

  func needText(_ key: KeyPath<ControlFields, String?>, _ name: String) throws(ControlFault)
    -> String
  {
    guard let text = self[keyPath: key] else { throw .missing(name) }
    guard text.count <= Self.mostText else { throw .wrong(name) }
    return text
  }

  /// Whether the message names a page.
  var namesCode: Bool { code != nil }

  func needCode() throws(ControlFault) -> String { try needText(\.code, "code") }
  func needIssuer() throws(ControlFault) -> String { try needText(\.issuer, "issuer") }
  func needSession() throws(ControlFault) -> String { try needText(\.session, "session") }
  func needAgent() throws(ControlFault) -> String { try needText(\.agent, "agent") }

  /// What an agent shows: a token or a secret, and not both.
  func needProof() throws(ControlFault) -> SignInProof {
    guard secret != nil else { return .token(try needText(\.token, "token")) }
    guard token == nil else { throw .wrong("secret") }
    return .secret(try needText(\.secret, "secret"))
  }

  func needState() throws(ControlFault) -> String { try needText(\.state, "state") }

  func needQuestion() throws(ControlFault) -> String {
    guard let question else { throw .missing("question") }
    guard question.count <= Self.mostQuestion else { throw .wrong("question") }
    return question
  }

  func needReason() throws(ControlFault) -> String { try needText(\.reason, "reason") }

  func needOffer() throws(ControlFault) -> UInt32 { try number(offer, "offer") }
  func needDialogue() throws(ControlFault) -> UInt32 { try number(dialogue, "dialogue") }
  func needReader() throws(ControlFault) -> UInt32 { try number(reader, "reader") }
  func needInvitation() throws(ControlFault) -> UInt32 { try number(invitation, "invitation") }

  func needShow() throws(ControlFault) -> Bool {
    guard let show else { throw .missing("show") }
    return show
  }

  /// The session, nil where the message names none.
  func namedSession() throws(ControlFault) -> String? {
    session == nil ? nil : try needSession()
  }

  /// A party of a dialogue, nil where the message names none.
  func namedParty() throws(ControlFault) -> Int? {
    try party.map { _ throws(ControlFault) in Int(try number(party, "party")) }
  }

  /// The dialogue, nil where the message names none.
  func namedDialogue() throws(ControlFault) -> UInt32? {
    dialogue == nil ? nil : try needDialogue()
  }

  /// The invitation, nil where the message names none.
  func namedInvitation() throws(ControlFault) -> UInt32? {
    invitation == nil ? nil : try needInvitation()
  }

  private func number(_ value: Double?, _ name: String) throws(ControlFault) -> UInt32 {
    guard let value else { throw .missing(name) }
    guard let number = UInt32(exactly: value) else { throw .wrong(name) }
    return number
  }
}
