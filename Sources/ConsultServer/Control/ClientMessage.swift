// What customers and agents may say; docs/protocol.md, sections 2 and 3.

/// A customer's control message.
enum CustomerMessage: Equatable {
  case ask(code: String, issuer: String, question: String, invitation: UInt32?)
  case read(code: String, issuer: String, session: String?)
  case dismiss(invitation: UInt32)
  case resume(session: String)
  case moved(code: String)
  case leave

  /// Reads one.
  init(_ fields: ControlFields) throws(ControlFault) {
    switch fields.type {
    case "ask":
      self = .ask(
        code: try fields.needCode(), issuer: try fields.needIssuer(),
        question: try fields.needQuestion(), invitation: try fields.namedInvitation())
    case "read":
      self = .read(
        code: try fields.needCode(), issuer: try fields.needIssuer(),
        session: try fields.namedSession())
    case "dismiss": self = .dismiss(invitation: try fields.needInvitation())
    case "resume": self = .resume(session: try fields.needSession())
    case "moved": self = .moved(code: try fields.needCode())
    case "leave": self = .leave
    default: throw .unknownType(fields.type)
    }
  }
}

/// An agent's control message.
enum AgentMessage: Equatable {
  case signIn(agent: String, SignInProof)
  case resume(session: String)
  case available
  case away(reason: String)
  case accept(offer: UInt32)
  case decline(offer: UInt32)
  case end(dialogue: UInt32)
  case wrappedUp(dialogue: UInt32)
  case help(dialogue: UInt32?, code: String, question: String)
  case transfer(dialogue: UInt32, code: String)
  case handOver(dialogue: UInt32, party: Int)
  case moved(dialogue: UInt32, code: String)
  case whom(code: String)
  case readers(show: Bool)
  case invite(reader: UInt32)

  /// Reads one.
  init(_ fields: ControlFields) throws(ControlFault) {
    switch fields.type {
    case "sign-in":
      self = .signIn(agent: try fields.needAgent(), try fields.needProof())
    case "resume": self = .resume(session: try fields.needSession())
    case "state": self = try Self.state(fields)
    case "accept": self = .accept(offer: try fields.needOffer())
    case "decline": self = .decline(offer: try fields.needOffer())
    case "end": self = .end(dialogue: try fields.needDialogue())
    case "wrapped-up": self = .wrappedUp(dialogue: try fields.needDialogue())
    case "help":
      self = .help(
        dialogue: try fields.namedDialogue(), code: try fields.needCode(),
        question: try fields.needQuestion())
    case "transfer": self = try Self.transfer(fields)
    case "moved":
      self = .moved(dialogue: try fields.needDialogue(), code: try fields.needCode())
    case "whom": self = .whom(code: try fields.needCode())
    case "readers": self = .readers(show: try fields.needShow())
    case "invite": self = .invite(reader: try fields.needReader())
    default: throw .unknownType(fields.type)
    }
  }

  /// The dialogue that the message names.
  var dialogue: UInt32? {
    switch self {
    case .end(let dialogue), .wrappedUp(let dialogue): dialogue
    case .transfer(let dialogue, _), .moved(let dialogue, _), .handOver(let dialogue, _): dialogue
    case .help(let dialogue, _, _): dialogue
    case .signIn, .resume, .available, .away, .accept, .decline, .whom, .readers, .invite: nil
    }
  }

  /// Whether the message, if it is followed, leads to one more dialogue, which goes on record.
  var beginsDialogue: Bool {
    switch self {
    case .help, .transfer: true
    default: false
    }
  }

  /// The code of a page that the message names.
  var code: String? {
    switch self {
    case .help(_, let code, _), .transfer(_, let code), .moved(_, let code), .whom(let code): code
    default: nil
    }
  }

  /// To the agents of a page, or to who has joined; not to both.
  private static func transfer(_ fields: ControlFields) throws(ControlFault) -> AgentMessage {
    let dialogue = try fields.needDialogue()
    guard let party = try fields.namedParty() else {
      return .transfer(dialogue: dialogue, code: try fields.needCode())
    }
    guard !fields.namesCode else { throw .wrong("party") }
    return .handOver(dialogue: dialogue, party: party)
  }

  private static func state(_ fields: ControlFields) throws(ControlFault) -> AgentMessage {
    switch try fields.needState() {
    case "available": .available
    case "away": .away(reason: try fields.needReason())
    default: throw .wrong("state")
    }
  }
}
