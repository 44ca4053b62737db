// What a dialogue is about, for whoever keeps a record of it.

public import Consulting

/// What a dialogue is about.
public struct DialogueSubject: Equatable, Sendable {
  /// The session of the customer; nil between agents.
  public let customer: SessionNumber?
  /// The page that is looked at.
  public let code: IdentificationCode
  /// What was asked.
  public let question: String
}

extension ConsultDesk {
  /// What a dialogue is about; nil if it is over.
  public func subject(of number: DialogueNumber) -> DialogueSubject? {
    guard let dialogue = dialogues[number],
      let contact = (dialogue.customer ?? dialogue.question).flatMap({ contacts[$0] })
    else { return nil }
    return DialogueSubject(
      customer: contact.asker == nil ? contact.session : nil, code: dialogue.code,
      question: contact.question)
  }

  /// What a session is in a dialogue; nil if it is in none such.
  public func party(of session: SessionNumber, in number: DialogueNumber) -> PartyFacts? {
    dialogues[number]?.party(of: session)?.facts
  }

  /// What an agent is called; nil for a customer.
  public func name(of session: SessionNumber) -> String? {
    session.isAgents ? agents[session.place].facts.name : nil
  }
}
