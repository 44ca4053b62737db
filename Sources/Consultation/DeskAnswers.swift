// What a call to the desk gives back to its caller at once.

public import Consulting

/// What became of somebody who asked, or who reads.
public enum Reception: Equatable, Sendable {
  /// The customer's session; whether he waits or was given to an agent, the notices say.
  case welcome(SessionNumber)
  /// Nobody was let in.
  case turnedAway(TurningAway)
}

/// Why a customer is turned away.
public enum TurningAway: String, CaseIterable, Sendable {
  /// No page with this code is served here.
  case unknownCode = "unknown-code"
  /// The location's limit of customers is reached.
  case queueFull = "queue-full"
  /// The desk has all the customers that it can have.
  case noRoom = "no-room"
  /// The server stops.
  case closing
}

/// What became of an agent who signs in.
public enum SignIn: Equatable, Sendable {
  /// A new session; the agent is away until he says otherwise.
  case signedIn(SessionNumber, AgentFacts)
  /// The agent has been here all the time: the session goes on in this connection, and the old
  /// one, if it is there, is to be closed.
  case resumed(SessionNumber, AgentFacts)
  /// No agent has this name.
  case unknownName
  /// The server stops.
  case closing
}

/// What an agent is told of himself.
public struct AgentFacts: Equatable, Sendable {
  /// `group-1`, `group-2`, …
  public let name: String
  /// Index of the group in the plan.
  public let group: Int
  /// Index of the consult location in the plan.
  public let location: Int
  /// Dialogues at once.
  public let chats: Int
}

/// Somebody whom an agent could ask.
public struct ColleagueFacts: Equatable, Sendable {
  /// Who it is.
  public let facts: AgentFacts
  /// The languages that he answers.
  public let languages: [Language]
  /// How well he matches the page, 0…1.
  public let score: Double
  /// What he is at.
  public let standing: AgentStanding
  /// Dialogues that he could take now.
  public let room: Int
}

/// Whether an agent wants to see who reads.
public enum ReaderInterest: Sendable {
  /// Readers are shown, and again whenever they change.
  case shown
  /// Nothing is shown.
  case hidden
}

/// What became of a session that comes back.
public enum Resumption: Equatable, Sendable {
  /// It goes on; all that the session needs to know follows as notices. An old connection that is
  /// still there is to be closed.
  case resumed(Standing)
  /// There is no such session, or no more.
  case unknown

  /// How a session is found when it comes back.
  public enum Standing: Equatable, Sendable {
    /// A customer in the queue.
    case waiting
    /// A customer in a dialogue.
    case connected
    /// An agent.
    case agent
  }
}

/// Why a message is not followed; nothing has changed.
public enum DeskRefusal: String, Error, Sendable {
  /// The session is not there, not connected, or not one that may say this.
  case noSession = "no-session"
  /// No page with this code is served here.
  case unknownCode = "unknown-code"
  /// The offer has ended, or was another agent's.
  case noOffer = "no-offer"
  /// The agent is not in such a dialogue, or it has no wrap-up.
  case noDialogue = "no-dialogue"
  /// Only who answers the customer may do this.
  case notYours = "not-yours"
  /// Nobody with that number has joined to help, or the connection is lost.
  case noHelper = "no-helper"
  /// There is a question or a helper already.
  case alreadyAsked = "already-asked"
  /// As many parties, or questions, as can be.
  case noRoom = "no-room"
  /// Nobody is invited at this server.
  case notOffered = "not-offered"
  /// The reader is gone, wants no invitation, or reads what the agent may not answer.
  case noReader = "no-reader"
  /// Somebody has invited the reader.
  case alreadyInvited = "already-invited"
  /// The agent is away, or has no room for as many as he has invited.
  case notFree = "not-free"
  /// The invitation has ended, or was another reader's.
  case noInvitation = "no-invitation"
}
