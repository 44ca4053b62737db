// What agents say, told to the desk.

import ChatRelay
import Consultation
import Consulting
import Scenarios
import WebSockets

extension ConsultLoop {
  /// Does what an agent's message asks for.
  mutating func follow(
    _ message: AgentMessage, _ type: String, from key: ConnectionKey, _ session: SessionNumber?
  ) {
    if session == nil {
      switch message {
      case .signIn(let name, let proof): return signIn(name, proof, over: key)
      case .resume(let secret): return resume(secret, over: key, asAgent: true)
      default: break
      }
    }
    guard let session else { return refuse(type, DeskRefusal.noSession.rawValue, over: key) }
    if case .whom(let text) = message { return suggest(text, to: session, over: key) }
    answer(tell(message, session), type, over: key)
  }

  private mutating func signIn(_ name: String, _ proof: SignInProof, over key: ConnectionKey) {
    if let fault = fault(in: proof, of: name) { return refuse(fault, over: key) }
    if let session = visitors.session(ofAgent: name), visitors.isLate(key, for: session) {
      return close(key, .takenOver)
    }
    switch desk.signIn(name, at: now) {
    case .unknownName: refuse(.unknownName, over: key)
    case .closing: close(key, .goingAway)
    case .signedIn(let session, let facts), .resumed(let session, let facts):
      settle(session, over: key)
      visitors.name(session, facts.name)
      log.signedIn(facts.name, from: visitors.visits[key]?.remote, again: false)
      var message = ServerMessage("signed-in")
      message.session = visitors.secret(of: session)
      message.resumeSeconds = resumeSeconds
      message.agent = facts.name
      message.location = settings.plan.locations[facts.location].id
      message.chats = facts.chats
      message.dialogues = wires(ofAgents: session)
      if desk.invites { message.invites = true }
      send(message, over: key)
    }
  }

  /// Says who could be asked about a page.
  private mutating func suggest(
    _ text: String, to session: SessionNumber, over key: ConnectionKey
  ) {
    guard let page = code(text) else {
      return refuse("whom", DeskRefusal.unknownCode.rawValue, over: key)
    }
    switch desk.colleagues(for: page, of: session) {
    case .failure(let refusal): refuse("whom", refusal.rawValue, over: key)
    case .success(let colleagues):
      var message = ServerMessage("suggestions")
      message.code = page.text
      message.agents = colleagues.map { colleague in
        ServerMessage.Colleague(
          name: colleague.facts.name,
          location: settings.plan.locations[colleague.facts.location].id,
          languages: colleague.languages.map(\.text),
          score: (colleague.score * 1e3).rounded() / 1e3, state: colleague.standing.word,
          free: colleague.room)
      }
      send(message, over: key)
    }
  }

  /// The numbers on the wire of the dialogues that go on.
  func wires(ofAgents session: SessionNumber) -> [UInt32] {
    desk.dialogues(ofAgents: session).compactMap { wireNumbers[$0] }
  }

  private mutating func fault(in proof: SignInProof, of name: String) -> SignInFault? {
    switch proof {
    case .token(let token):
      return settings.credentials.fault(inToken: token, ofAgent: name, at: unixSeconds)
    case .secret(let secret):
      let isRight = agents?.isSecret(secret, ofAgent: name) == true
      log.cannotUse(agents?.fault)
      return isRight ? nil : .wrongSecret
    }
  }

  /// An attempt is all that a connection has.
  private mutating func refuse(_ fault: SignInFault, over key: ConnectionKey) {
    signInFaults[fault, default: 0] += 1
    close(key, .notAllowed)
  }

  /// Tells the desk what an agent says; why it is not followed.
  private mutating func tell(_ message: AgentMessage, _ session: SessionNumber) -> DeskRefusal? {
    if record?.isBehind == true, message.beginsDialogue { return .noRoom }
    var number: DialogueNumber?
    if let wire = message.dialogue {
      guard let known = deskNumbers[wire] else { return .noDialogue }
      number = known
    }
    var page: IdentificationCode?
    if let text = message.code {
      guard let known = code(text) else { return .unknownCode }
      page = known
    }
    switch (message, number, page) {
    case (.available, _, _): return desk.beAvailable(session, at: now)
    case (.away(let reason), _, _): return desk.beAway(session, reason: reason, at: now)
    case (.accept(let offer), _, _): return desk.accept(OfferNumber(offer), by: session, at: now)
    case (.decline(let offer), _, _):
      return desk.decline(OfferNumber(offer), by: session, at: now)
    case (.end, let number?, _): return desk.end(number, by: session, at: now)
    case (.wrappedUp, let number?, _): return desk.wrappedUp(number, by: session, at: now)
    case (.help(_, _, let question), let number, let page?):
      return desk.askForHelp(page, question: question, in: number, by: session, at: now)
    case (.transfer, let number?, let page?):
      return desk.transfer(number, to: page, by: session, at: now)
    case (.handOver(_, let party), let number?, _):
      return desk.handOver(number, to: party, by: session, at: now)
    case (.moved, let number?, let page?):
      return desk.show(page, in: number, by: session, at: now)
    case (.readers(let show), _, _):
      return desk.watch(show ? .shown : .hidden, by: session, at: now)
    case (.invite(let reader), _, _):
      return desk.invite(ReaderNumber(reader), by: session, at: now)
    default: return .noSession
    }
  }
}
