// What the desk has to say, to whom: values that a layer above puts into frames.

public import Consulting

/// Something that one session is to be told, or that the relay is to do for it.
public struct DeskNotice: Equatable, Sendable {
  /// Whom it is for.
  public let session: SessionNumber
  /// What it is.
  public let what: What

  /// A message of docs/protocol.md, or an order to the relay.
  public enum What: Equatable, Sendable {
    /// The place in the queue (1 is next), and how long it will take, in whole seconds; nil while
    /// nothing is known.
    case waiting(position: Int, expectedWait: SimulationTime?)
    /// Somebody is offered to the agent.
    case offer(OfferNumber, Matter, timeToAccept: SimulationTime)
    /// An offer is no longer to be accepted.
    case offerEnded(OfferNumber, OfferEnding)
    /// The session is in a dialogue, as that party; again if it was so before its connection was
    /// lost. Agents learn what it is about.
    case connected(DialogueNumber, party: Int, parties: [PartyFacts], again: Bool, Matter?)
    /// Somebody joined.
    case joined(DialogueNumber, PartyFacts)
    /// A party left; the dialogue goes on. To the customer of an agent who leaves, unless another
    /// has taken over: another agent is looked for, and `waiting` or `connected` with a new number
    /// follows.
    case left(DialogueNumber, party: Int)
    /// That party, who had joined to help, answers from now on; `left` of who answered before
    /// follows. That party itself learns what the customer asks.
    case takenOver(DialogueNumber, party: Int, Matter?)
    /// Another page is looked at.
    case moved(DialogueNumber, IdentificationCode)
    /// A party is back that had lost its connection.
    case resend(DialogueNumber, party: Int)
    /// The dialogue is over; to a customer, the consultation (nil: there was no dialogue).
    case ended(DialogueNumber?, ConsultationEnding)
    /// The work after a dialogue begins, and takes that long at most.
    case wrapUp(DialogueNumber, SimulationTime)
    /// What the agent is at.
    case standing(AgentStanding)
    /// Who reads pages that the agent may answer, who came last first; and how many they are.
    case reading([ReaderFacts], count: Int)
    /// What became of the agent's invitation of a reader.
    case invitationAnswered(ReaderNumber, InvitationEnding)

    /// The reader is invited to ask, by an agent of that name, and has that long.
    case invited(InvitationNumber, name: String, SimulationTime)
    /// The reader's invitation is no longer to be accepted.
    case invitationOver(InvitationNumber, InvitationEnding)

    /// The relay: the session's present connection talks in the dialogue as that party.
    case join(DialogueNumber, party: Int)
    /// The relay: the session talks in the dialogue no more.
    case part(DialogueNumber)
    /// The session is no more: its connection, if it has one, is to be closed. The last that is
    /// said of a session, and said of each.
    case close(SessionClosing)
  }
}

/// What an offer or a dialogue is about.
public struct Matter: Equatable, Sendable {
  /// Who asks.
  public enum Kind: Equatable, Sendable {
    /// A customer.
    case customer
    /// An agent, of that name.
    case help(askedBy: String)
  }

  /// Who asks.
  public let kind: Kind
  /// The page in question.
  public let code: IdentificationCode
  /// What was asked.
  public let question: String
  /// The session of the customer or the agent who asks.
  public let from: SessionNumber
  /// How long since.
  public let waited: SimulationTime
  /// The customer's place in the queue until now; nil for a question, and for who stood in none.
  public let position: Int?
}

/// Somebody in a dialogue.
public struct PartyFacts: Equatable, Sendable {
  /// What somebody is in a dialogue.
  public enum Role: String, Sendable {
    /// Asks. Has the number 0.
    case customer
    /// Answers; of a question between agents, asks.
    case agent
    /// Joined because an agent asked.
    case helper
  }

  /// The number in the dialogue.
  public let party: Int
  /// The agent's name; nil for a customer.
  public let name: String?
  /// What it is.
  public internal(set) var role: Role
  /// The start of the server in which it joined (`ConsultDesk.run`): a number can have been
  /// another's in an earlier one, of whom nothing is on record. 0 = not known.
  public internal(set) var run: UInt32 = 0
}

/// What agents see of somebody who reads a page.
public struct ReaderFacts: Equatable, Sendable {
  /// How agents name him.
  public let number: ReaderNumber
  /// The page.
  public let code: IdentificationCode
  /// How long it has been read.
  public let read: SimulationTime
  /// The agent who has invited him; nil if nobody has.
  public let invitedBy: String?
}

/// What became of an invitation.
public enum InvitationEnding: String, Sendable {
  /// The reader asks.
  case accepted
  /// The reader wants none.
  case declined
  /// Its time was over.
  case expired
  /// The reader is gone, or asks without it.
  case left
}

/// Why an offer ended without being accepted.
public enum OfferEnding: String, Sendable {
  /// Its time was over.
  case expired
  /// Who asked has left.
  case left
  /// The agent declined it, or went away.
  case declined
}

/// Why a consultation, or a dialogue, is over.
public enum ConsultationEnding: String, Sendable {
  /// The customer left.
  case customer
  /// An agent ended it, or gave the customer away.
  case agent
  /// Somebody lost the connection and did not come back in time.
  case lost
  /// The server stops.
  case closing
}

/// What an agent is at. Of several the first here that holds.
public enum AgentStanding: Equatable, Sendable {
  /// Not signed in.
  case offline
  /// Gets nobody new, whatever dialogues go on.
  case away(reason: String)
  /// Has an offer to answer.
  case offered
  /// In a dialogue.
  case busy
  /// At the work after one.
  case wrapUp
  /// Has nothing to do.
  case available
}

/// Why a session's connection is closed: the code of the closing frame.
public enum SessionClosing: UInt16, Sendable {
  /// The consultation is over.
  case over = 1_000
  /// The server stops.
  case stopping = 1_001
  /// No line takes the customer back.
  case noRoom = 1_013
}
