// The numbers by which the desk and whoever drives it name sessions, dialogues and offers.

/// A session of a customer or an agent, whatever connection it goes over at the moment.
///
/// `agent 1 | reader 1 | round 38 | place 24`: a place is used again, a number is not.
public struct SessionNumber: Hashable, Sendable, BitwiseCopyable {
  /// All 64 bits; as good as the number itself, and no secret.
  public let bits: UInt64

  /// The customer at a place of the pool, the so-manieth there.
  init(customer place: Int, round: UInt64) { bits = round << 24 | UInt64(place) }

  /// An agent, signed in for the so-manieth time.
  init(agent: Int, round: UInt64) { bits = 1 << 63 | round << 24 | UInt64(agent) }

  /// The reader at a place of the reading room, the so-manieth there.
  init(reader place: Int, round: UInt64) { bits = 1 << 62 | round << 24 | UInt64(place) }

  /// Whether it is an agent's.
  public var isAgents: Bool { bits >> 63 == 1 }
  /// Whether it is a reader's, who has asked nothing and, unless invited, is gone with the
  /// connection.
  public var isReaders: Bool { bits >> 62 == 1 }
  /// The customer's place in the pool, the agent's among all agents, the reader's in the room.
  var place: Int { Int(bits & 0xFF_FFFF) }
  /// How often the place was taken.
  var round: UInt64 { (bits << 2) >> 26 }
}

/// A dialogue, by the number that all its parties know it under; used again only after 2³² others.
public struct DialogueNumber: Hashable, Sendable, BitwiseCopyable {
  /// As it stands in the head of an agent's frames.
  public let number: UInt32

  /// The dialogue of that number.
  public init(_ number: UInt32) { self.number = number }
}

/// Somebody who reads a page, as agents know him.
public struct ReaderNumber: Hashable, Sendable, BitwiseCopyable {
  /// As it stands in `reading` and `invite`.
  public let number: UInt32

  /// The reader of that number.
  public init(_ number: UInt32) { self.number = number }
}

/// An agent's invitation of a reader.
public struct InvitationNumber: Hashable, Sendable, BitwiseCopyable {
  /// As it stands in `invited`, `ask` and `dismiss`.
  public let number: UInt32

  /// The invitation of that number.
  public init(_ number: UInt32) { self.number = number }
}

/// An offer of a customer or a question to an agent.
public struct OfferNumber: Hashable, Sendable, BitwiseCopyable {
  /// As it stands in `offer`, `accept` and `decline`.
  public let number: UInt32

  /// The offer of that number.
  public init(_ number: UInt32) { self.number = number }
}
