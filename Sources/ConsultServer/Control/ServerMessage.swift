// What the consult server says; docs/protocol.md, sections 2, 3 and 8.

/// A control message to a client: its type, and the keys that this type has.
struct ServerMessage {
  /// Somebody in a dialogue.
  struct Party: Equatable {
    var party: Int
    var name: String
    var role: String
    /// The start of the server in which it joined; nil where nothing outlives one.
    var run: Int?
  }

  var type: String
  var session: String?
  var resumeSeconds: Int?
  var agent: String?
  var location: String?
  var chats: Int?
  var state: String?
  var reason: String?
  /// The type of the message that is refused.
  var of: String?
  var position: Int?
  var expectedWaitSeconds: Double?
  var offer: UInt32?
  var dialogue: UInt32?
  var kind: String?
  var code: String?
  var language: String?
  var document: String?
  var question: String?
  var page: String?
  var server: String?
  var from: String?
  var waitedSeconds: Double?
  var expiresSeconds: Double?
  var seconds: Double?
  var party: Int?
  var name: String?
  var role: String?
  var run: Int?
  var parties: [Party]?
  var again: Bool?
  var dialogues: [UInt32]?
  /// Whether readers may be invited; nil where they may not.
  var invites: Bool?
  var invitation: UInt32?
  var reader: UInt32?
  var count: Int?
  var readers: [Reader]?
  var agents: [Colleague]?

  /// A message of a type, without further keys.
  init(_ type: String) { self.type = type }

  /// As it goes over the wire: one JSON object, keys that are nil left out.
  var bytes: [UInt8] {
    var text = JSONText()
    text.add("type", type)
    text.add("session", session)
    text.add("resume_seconds", resumeSeconds)
    text.add("agent", agent)
    text.add("location", location)
    text.add("chats", chats)
    text.add("state", state)
    text.add("reason", reason)
    text.add("of", of)
    text.add("position", position)
    text.add("expected_wait_seconds", expectedWaitSeconds)
    text.add("offer", offer)
    text.add("dialogue", dialogue)
    text.add("kind", kind)
    text.add("code", code)
    text.add("language", language)
    text.add("document", document)
    text.add("question", question)
    text.add("page", page)
    text.add("server", server)
    text.add("from", from)
    text.add("waited_seconds", waitedSeconds)
    text.add("expires_seconds", expiresSeconds)
    text.add("seconds", seconds)
    text.add("party", party)
    text.add("name", name)
    text.add("role", role)
    text.add("run", run)
    text.add("parties", parties.map { $0.map(\.text) })
    text.add("again", again)
    text.add("dialogues", dialogues)
    text.add("invites", invites)
    text.add("invitation", invitation)
    text.add("reader", reader)
    text.add("count", count)
    text.add("readers", readers.map { $0.map(\.text) })
    text.add("agents", agents.map { $0.map(\.text) })
    return text.bytes
  }
}

extension ServerMessage.Party {
  fileprivate var text: JSONText {
    var text = JSONText()
    text.add("party", party)
    text.add("name", name)
    text.add("role", role)
    text.add("run", run)
    return text
  }
}
