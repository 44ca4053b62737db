// Numbers that stay what they are when the server starts anew: a run's own numbers, and which run.

/// A number of consultations, dialogues or sessions that is never given twice in one database.
///
/// A server counts from the beginning each time it starts; which start it was makes the difference.
public protocol DurableNumber: Hashable, Sendable, BitwiseCopyable, CustomStringConvertible {
  /// `run 31 | number 32`, never negative.
  var bits: Int64 { get }
  /// The number of those bits.
  init(bits: Int64)
}

extension DurableNumber {
  /// The number that a run gave; runs are `TranscriptStore.run`.
  public init(run: UInt32, number: UInt32) {
    precondition(run < 1 << 31, "a run has 31 bits")
    self.init(bits: Int64(run) << 32 | Int64(number))
  }

  /// The start of the server that gave it, from 1.
  public var run: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
  /// What it was in that run.
  public var number: UInt32 { UInt32(truncatingIfNeeded: bits) }

  /// `3-17`: the seventeenth of the third run.
  public var description: String { "\(run)-\(number)" }

  /// The number that such a text stands for; nil if it is none.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard parts.count == 2, areDigits,
      let run = UInt32(parts[0]), run < 1 << 31, let number = UInt32(parts[1])
    else { return nil }
    self.init(run: run, number: number)
  }
}

/// A consultation: from a question to its end, through however many dialogues.
public struct ConsultationKey: DurableNumber {
  /// As in the database.
  public let bits: Int64
  /// The consultation of those bits.
  public init(bits: Int64) { self.bits = bits }
}

/// A dialogue of a consultation: one as long as the customer is with the same agent.
public struct DialogueKey: DurableNumber {
  /// As in the database.
  public let bits: Int64
  /// The dialogue of those bits.
  public init(bits: Int64) { self.bits = bits }
}

/// A session of a customer or an agent, which outlasts connections.
public struct SessionKey: DurableNumber {
  /// As in the database.
  public let bits: Int64
  /// The session of those bits.
  public init(bits: Int64) { self.bits = bits }
}
