// What clients say, and customers among them, told to the desk.

import ChatRelay
import Consultation
import Consulting
import WebSockets

extension CloseCode {
  /// No identification code of a page here, or no control message.
  static let badCode = CloseCode(4_400)
  /// A token or a session that is not valid.
  static let notAllowed = CloseCode(4_401)
  /// No first message in time.
  static let firstMessageLate = CloseCode(4_408)
  /// The session goes on in a newer connection.
  static let takenOver = CloseCode(4_409)
  /// The queue is full.
  static let queueFull = CloseCode(4_429)
}

extension ConsultLoop {
  /// Closes a connection, and counts it by the code.
  mutating func close(_ key: ConnectionKey, _ code: CloseCode) {
    closings[code.number, default: 0] += 1
    if code != .normal { log.refused(visitors.visits[key]?.remote) }
    orders.append(.close(key, code))
  }

  mutating func send(_ message: ServerMessage, over key: ConnectionKey) {
    orders.append(.text(key, message.bytes))
  }

  /// Does what a control message asks for.
  mutating func follow(_ bytes: [UInt8], from key: ConnectionKey) {
    guard let visit = visitors.visits[key] else { return }
    var type = ""
    do throws(ControlFault) {
      let fields = try ControlFields.read(bytes)
      type = fields.type
      switch visit.entrance {
      case .customer: follow(try CustomerMessage(fields), type, from: key, visit.session)
      case .agent: follow(try AgentMessage(fields), type, from: key, visit.session)
      }
    } catch {
      guard error != .notAnObject else { return close(key, .badCode) }
      refuse(type, error.words, over: key)
    }
  }

  mutating func refuse(_ type: String, _ reason: String, over key: ConnectionKey) {
    refusals += 1
    var message = ServerMessage("refused")
    message.of = String(type.prefix(40))
    message.reason = reason
    send(message, over: key)
  }

  mutating func answer(_ refusal: DeskRefusal?, _ type: String, over key: ConnectionKey) {
    if let refusal { refuse(type, refusal.rawValue, over: key) }
  }

  func code(_ text: String) -> IdentificationCode? {
    do throws(CodeFault) { return try IdentificationCode(text) } catch { return nil }
  }

  private mutating func follow(
    _ message: CustomerMessage, _ type: String, from key: ConnectionKey,
    _ session: SessionNumber?
  ) {
    // Who reads may ask any time; the reader is no more then.
    let isNew = session?.isReaders ?? true
    switch (message, session) {
    case (.ask(let text, let issuer, let question, let invitation), _) where isNew:
      guard issuer == settings.pages.issuer.name, let code = code(text) else {
        return close(key, .badCode)
      }
      if record?.isBehind == true { return close(key, .tryAgainLater) }
      let reception = desk.ask(
        code, question: question, as: session,
        accepting: invitation.map { InvitationNumber($0) }, at: now)
      receive(reception, over: key)
      if case .welcome(let session) = reception {
        record?.asked(session, code, question, at: now)
      }
    case (.read(let text, let issuer, let secret), nil):
      guard desk.invites else { return refuse(type, DeskRefusal.notOffered.rawValue, over: key) }
      guard issuer == settings.pages.issuer.name, let code = code(text) else {
        return close(key, .badCode)
      }
      read(code, as: secret, over: key)
    case (.dismiss(let number), let session?):
      answer(desk.dismiss(InvitationNumber(number), by: session, at: now), type, over: key)
    case (.resume(let secret), nil): resume(secret, over: key, asAgent: false)
    case (.moved(let text), let session?):
      let refusal = code(text).map { desk.moved(session, to: $0, at: now) } ?? .unknownCode
      answer(refusal, type, over: key)
    case (.leave, let session?): answer(desk.leave(session, at: now), type, over: key)
    default: refuse(type, DeskRefusal.noSession.rawValue, over: key)
    }
  }

  /// - Parameter secret: what an invited reader was given on an earlier page; that of a session
  ///   which is no more says nothing.
  private mutating func read(
    _ code: IdentificationCode, as secret: String?, over key: ConnectionKey
  ) {
    let isOurs = secret.map { settings.credentials.isSession($0) } ?? false
    let earlier = isOurs ? secret.flatMap { visitors.readers.session(of: $0) } : nil
    if let earlier, visitors.isLate(key, for: earlier) { return close(key, .takenOver) }
    switch desk.read(code, as: earlier, at: now) {
    case .welcome(let session):
      if let old = visitors.read(session, over: key) { close(old, .takenOver) }
    case .turnedAway(let reason): turnAway(reason, over: key)
    }
  }

  private mutating func turnAway(_ reason: TurningAway, over key: ConnectionKey) {
    switch reason {
    case .unknownCode: close(key, .badCode)
    case .queueFull: close(key, .queueFull)
    case .noRoom: close(key, .tryAgainLater)
    case .closing: close(key, .goingAway)
    }
  }

  private mutating func receive(_ reception: Reception, over key: ConnectionKey) {
    switch reception {
    case .welcome(let session):
      settle(session, over: key)
      var message = ServerMessage("welcome")
      message.session = visitors.secret(of: session)
      message.resumeSeconds = resumeSeconds
      send(message, over: key)
    case .turnedAway(let reason): turnAway(reason, over: key)
    }
  }

  var resumeSeconds: Int {
    Int(settings.deskLimits.resumeTime.nanoseconds / 1_000_000_000)
  }

  /// - Parameter shown: the secret of a session that an earlier server began.
  mutating func settle(
    _ session: SessionNumber, over key: ConnectionKey, secret shown: String? = nil
  ) {
    let credentials = settings.credentials
    let isNew = visitors.secret(of: session) == nil && shown == nil
    let old = visitors.settle(session, in: key, secret: shown ?? credentials.newSession())
    if isNew, record != nil, let secret = visitors.secret(of: session) {
      record?.opened(
        session, digest: credentials.digest(of: secret), name: desk.name(of: session) ?? "",
        at: now)
    }
    if let old { close(old, .takenOver) }
  }

  /// The session of a secret; of one that an earlier server began, only a digest is known.
  private func session(of secret: String) -> SessionNumber? {
    visitors.session(of: secret)
      ?? visitors.session(of: { settings.credentials.digest(of: secret) })
  }

  mutating func resume(_ secret: String, over key: ConnectionKey, asAgent: Bool) {
    // A guess is refused before anything is looked up.
    guard settings.credentials.isSession(secret), let session = session(of: secret),
      session.isAgents == asAgent
    else { return close(key, .notAllowed) }
    if visitors.isLate(key, for: session) { return close(key, .takenOver) }
    switch desk.resume(session, at: now) {
    case .unknown: close(key, .notAllowed)
    case .resumed(let standing):
      settle(session, over: key, secret: secret)
      if let name = visitors.names[session] {
        log.signedIn(name, from: visitors.visits[key]?.remote, again: true)
      }
      var message = ServerMessage("resumed")
      switch standing {
      case .waiting: message.state = "waiting"
      case .connected: message.state = "connected"
      case .agent: message.dialogues = wires(ofAgents: session)
      }
      send(message, over: key)
    }
  }
}
