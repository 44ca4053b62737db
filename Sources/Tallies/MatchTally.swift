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

/// Customers of one stream by the page on which they were answered: their own, or that of another
/// stream whom they were passed on to.
public struct MatchRoute: Sendable, Hashable, BitwiseCopyable {
  /// The stream that counts them.
  public var stream: Int
  /// The stream whose code and rings decided who may answer.
  public var page: Int

  /// That stream's customers on that page.
  public init(stream: Int, page: Int) {
    self.stream = stream
    self.page = page
  }
}
