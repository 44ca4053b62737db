// What is counted of matches in one cell: a stream and a group, or a stream and a ring.

/// Customers answered who arrived in the window, and how well they were matched.
public struct MatchTally: Sendable, Equatable, BitwiseCopyable {
  /// Customers answered.
  public var answered: Int64 = 0
  /// Sum of their match scores, billionths.
  public var scoreBillionths: Int64 = 0

  /// Nothing counted.
  public init() {}

  /// Adds what another cell counted.
  public static func += (a: inout Self, b: Self) {
    a.answered += b.answered
    a.scoreBillionths += b.scoreBillionths
  }
}
