// Short forms of what happens most on a stage.

@testable import Consultation
import Consulting
import Testing

extension Stage {
  /// A customer who asks and is let in.
  func ask(_ document: String = "43211507", _ language: String = "ko") throws -> SessionNumber {
    let code = try Self.code(document, language)
    guard case .welcome(let session) = call({ $0.ask(code, question: "why?", at: $1) }) else {
      throw Missing.welcome
    }
    return session
  }

  /// An agent who has signed in and is available.
  func agent(_ name: String, isAway: Bool = false) throws -> SessionNumber {
    guard case .signedIn(let session, _) = call({ $0.signIn(name, at: $1) }) else {
      throw Missing.agent
    }
    if !isAway { call { _ = $0.beAvailable(session, at: $1) } }
    return session
  }

  /// Somebody who reads a page, as whom he read an earlier one.
  func read(
    _ document: String = "43211507", _ language: String = "ko", as earlier: SessionNumber? = nil
  ) throws -> SessionNumber {
    let code = try Self.code(document, language)
    guard case .welcome(let session) = call({ $0.read(code, as: earlier, at: $1) }) else {
      throw Missing.welcome
    }
    return session
  }

  /// A customer who has read so far, and accepts an invitation.
  func accept(
    _ invitation: InvitationNumber?, as reader: SessionNumber, _ document: String = "43211507"
  ) throws -> SessionNumber {
    let code = try Self.code(document)
    let reception = call {
      $0.ask(code, question: "", as: reader, accepting: invitation, at: $1)
    }
    guard case .welcome(let session) = reception else { throw Missing.welcome }
    return session
  }

  enum Missing: Error {
    case welcome, agent, dialogue, offer, invitation, reader
  }
}

extension [DeskNotice.What] {
  /// The last dialogue that a session was connected to, if any.
  var lastDialogue: DialogueNumber? {
    for case .connected(let number, _, _, _, _) in reversed() { return number }
    return nil
  }

  /// The last dialogue that a session was connected to.
  func dialogue() throws -> DialogueNumber {
    guard let lastDialogue else { throw Stage.Missing.dialogue }
    return lastDialogue
  }

  /// The last offer.
  func offer() throws -> OfferNumber {
    for case .offer(let number, _, _) in reversed() { return number }
    throw Stage.Missing.offer
  }

  /// The last invitation.
  func invitation() throws -> InvitationNumber {
    for case .invited(let number, _, _) in reversed() { return number }
    throw Stage.Missing.invitation
  }

  /// Who reads, by the last that was told; nil if nothing was.
  var readers: [ReaderFacts]? {
    for case .reading(let readers, _) in reversed() { return readers }
    return nil
  }

  var positions: [Int] {
    compactMap { if case .waiting(let position, _) = $0 { position } else { nil } }
  }
}
