// What is measured of assignments where a run is asked to, and how evenly work was spread.

/// What was seen at the assignment of customers who were answered; the last one where an agent
/// handed the chat back or passed it on.
public struct AssignmentTally: Sendable, Equatable, BitwiseCopyable {
  /// Customers answered who arrived in the window.
  public var answered: Int64 = 0
  /// Sum of what a free agent would have scored more, billionths.
  public var regretFreeBillionths: Int64 = 0
  /// Sum of what an agent on shift would have scored more, billionths.
  public var regretOnShiftBillionths: Int64 = 0
  /// Those who were given an agent while somebody older of their class waited for him too.
  public var overtakes: Int64 = 0

  /// Nothing seen.
  public init() {}

  /// Adds what another cell saw.
  public static func += (a: inout Self, b: Self) {
    a.answered += b.answered
    a.regretFreeBillionths += b.regretFreeBillionths
    a.regretOnShiftBillionths += b.regretOnShiftBillionths
    a.overtakes += b.overtakes
  }
}

/// What was achieved in match scores, and what whoever knew the future could have achieved.
public struct HindsightTally: Sendable, Equatable, BitwiseCopyable {
  /// Sum of the scores that were given, billionths.
  public var achievedBillionths: Int64 = 0
  /// The greatest sum that the same customers and moments allow, window by window, billionths.
  public var bestBillionths: Int64 = 0

  /// Nothing compared.
  public init() {}

  /// Adds another window.
  public static func += (a: inout Self, b: Self) {
    a.achievedBillionths += b.achievedBillionths
    a.bestBillionths += b.bestBillionths
  }
}

/// Jain's index of the occupancies of a group's agents, weighted by their number.
///
/// Both are 0 where fewer than two agents were staffed in the window, or nobody had anything to do.
public struct FairnessTally: Sendable, Equatable, BitwiseCopyable {
  /// Agents who were staffed in the window.
  public var agents: Double = 0
  /// The index, 1 ÷ `agents` … 1, times `agents`.
  public var weightedIndex: Double = 0

  /// Nothing to compare.
  public init() {}

  /// The index of some agents' occupancies, from their sum and the sum of their squares.
  ///
  /// Σ² ÷ (n · Σ of squares): R. Jain, D.-M. Chiu and W. Hawe, "A quantitative measure of fairness
  /// and discrimination for resource allocation in shared computer systems", DEC TR-301 (1984).
  public init(agents: Int, sum: Double, squares: Double) {
    guard agents >= 2, squares > 0 else { return }
    self.agents = Double(agents)
    weightedIndex = sum * sum / squares
  }

  /// Adds another group.
  public static func += (a: inout Self, b: Self) {
    a.agents += b.agents
    a.weightedIndex += b.weightedIndex
  }
}
