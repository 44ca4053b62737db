// What a transcript keeps beside the messages: who asked, who joined, how it ended, who may resume.

public import Consulting

/// What somebody is in a dialogue.
public enum PartyRole: String, Sendable, CaseIterable {
  /// Asks.
  case customer
  /// Answers; of a question between agents, asks.
  case agent
  /// Joined because an agent asked.
  case helper
}

/// Why a dialogue or a consultation is over.
public enum TranscriptEnding: String, Sendable, CaseIterable {
  /// The customer left.
  case customer
  /// An agent ended it, or gave the customer away.
  case agent
  /// Somebody lost the connection and did not come back in time.
  case lost
  /// The server stopped.
  case closing
}

/// Where a session stands.
public enum SessionState: String, Sendable, CaseIterable {
  /// It has a connection.
  case live
  /// An agent's, who wants nobody new.
  case away
  /// It has none, and may be resumed.
  case lost
  /// It is over; its digest is forgotten.
  case over
}

/// Somebody who joins a dialogue.
public struct TranscriptParty: Equatable, Sendable {
  /// The number in the dialogue: the customer 0, the first agent 1.
  public let party: UInt8
  /// What it is.
  public let role: PartyRole
  /// Whose session.
  public let session: SessionKey
  /// The agent's name; empty for a customer.
  public let name: String
  /// The address that it came from, `203.0.113.7` or `2001:db8::1`; empty if it is not known.
  public let address: String
  /// The port there.
  public let port: UInt16

  /// A party of a dialogue.
  public init(
    party: UInt8, role: PartyRole, session: SessionKey, name: String, address: String,
    port: UInt16
  ) {
    self.party = party
    self.role = role
    self.session = session
    self.name = name
    self.address = address
    self.port = port
  }
}

/// A session that can be resumed by whoever has its token. The token itself is never kept.
public struct TranscriptSession: Equatable, Sendable {
  /// Bytes of a digest.
  public static let digestBytes = 32

  /// Which session.
  public let session: SessionKey
  /// A digest of its token, 32 bytes: enough to know the token again, not to make it.
  public let digest: [UInt8]
  /// A customer's or an agent's.
  public let role: PartyRole
  /// The agent's name; empty for a customer.
  public let name: String

  /// A session by the digest of its token.
  public init(session: SessionKey, digest: [UInt8], role: PartyRole, name: String) {
    precondition(digest.count == Self.digestBytes, "a digest has 32 bytes")
    self.session = session
    self.digest = digest
    self.role = role
    self.name = name
  }
}

/// Something that happened in a consultation and is no message.
public enum TranscriptEvent: Equatable, Sendable {
  /// Somebody asked: a customer in a session, or an agent (nil) another.
  case asked(ConsultationKey, IdentificationCode, question: String, by: SessionKey?)
  /// A dialogue of a consultation began.
  case began(DialogueKey, of: ConsultationKey)
  /// Somebody joined a dialogue, came back to it from another address, or has another role in it.
  case joined(DialogueKey, TranscriptParty)
  /// A party left a dialogue that goes on.
  case left(DialogueKey, party: UInt8)
  /// A dialogue is over.
  case ended(DialogueKey, TranscriptEnding)
  /// A consultation is over.
  case closed(ConsultationKey, TranscriptEnding)
  /// A session began.
  case opened(TranscriptSession)
  /// A session stands otherwise now.
  case session(SessionKey, SessionState)
}
