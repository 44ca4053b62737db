// The numbers by which the desk and whoever drives it name sessions, dialogues and offers.

/// A session of a customer or an agent, whatever connection it goes over at the moment.
///
/// `agent 1 | round 39 | place 24`: a place is used again, a number is not.
public struct SessionNumber: Hashable, Sendable, BitwiseCopyable {
  /// All 64 bits; as good as the number itself, and no secret.
  public let bits: UInt64

  /// The customer at a place of the pool, the so-manieth there.
  init(customer place: Int, round: UInt64) { bits = round << 24 | UInt64(place) }

  /// An agent, signed in for the so-manieth time.
  init(agent: Int, round: UInt64) { bits = 1 << 63 | round << 24 | UInt64(agent) }

  /// Whether it is an agent's.
  public var isAgents: Bool { bits >> 63 == 1 }
  /// The customer's place in the pool, or the agent's among all agents.
  var place: Int { Int(bits & 0xFF_FFFF) }
  /// How often the place was taken.
  var round: UInt64 { (bits << 1) >> 25 }
}

/// A dialogue, by the number that all its parties know it under; used again only after 2³² others.
public struct DialogueNumber: Hashable, Sendable, BitwiseCopyable {
  /// As it stands in the head of an agent's frames.
  public let number: UInt32

  /// The dialogue of that number.
  public init(_ number: UInt32) { self.number = number }
}

/// An offer of a customer or a question to an agent.
public struct OfferNumber: Hashable, Sendable, BitwiseCopyable {
  /// As it stands in `offer`, `accept` and `decline`.
  public let number: UInt32

  /// The offer of that number.
  public init(_ number: UInt32) { self.number = number }
}
