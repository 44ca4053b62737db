// Which waiting customer a freed agent takes. To add a policy, add a case and its answers here.

/// How the router chooses among the waiting customers that an agent may answer, after priority.
public enum CustomerChoice: String, CaseIterable, Sendable, BitwiseCopyable {
  case oldest
  case longestQueue = "longest-queue"
  case bestMatch = "best-match"

  /// One line for the reference and the schema.
  public var summary: String {
    switch self {
    case .oldest: "who entered first"
    case .longestQueue:
      "the class with most waiting, ties to the class named first; the oldest within it"
    case .bestMatch: "highest match score with this agent; the oldest among equals"
    }
  }

  /// A line with a higher value is served first; among equals the oldest customer.
  ///
  /// - Parameters:
  ///   - score: match score of this agent for the line, billionths.
  ///   - waiting: customers who wait in all lines of the class.
  ///   - classIndex: position of the class, in the order of the streams.
  @inlinable public func preference(score: Int64, waiting: Int64, classIndex: Int) -> Int64 {
    switch self {
    case .oldest: 0
    case .longestQueue: waiting << 20 &- Int64(classIndex)
    case .bestMatch: score
    }
  }
}
