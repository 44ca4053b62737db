// The matches of a window of customers, held against the best that whoever knew the future could
// have made of the same customers and the same moments at which agents became theirs.

import Assignment

/// Customers who ended, kept until there are enough of them for one comparison; nothing where a run
/// does not measure assignments. Both clocks fill it, each with its own customers.
public struct HindsightWindow: Sendable {
  /// Customers of a window.
  public static var size: Int { 2_000 }

  /// A customer as the comparison sees the last wait: between its beginning and the end of
  /// patience he could have been given any agent who may answer.
  public struct Customer: Sendable {
    var classIndex: Int
    var since: Int64
    var until: Int64

    /// A customer of a class; times are nanoseconds, `Int64.max` = never.
    public init(classIndex: Int, since: Int64, until: Int64) {
      self.classIndex = classIndex
      self.since = since
      self.until = until
    }
  }

  /// A moment at which an agent took somebody.
  private struct Moment {
    var time: Int64
    var group: Int
  }

  /// After what waits rings open, ascending; the last never does.
  private let ringTimes: [Int64]
  private var customers: [Customer] = []
  private var moments: [Moment] = []
  private var matching = SparseMatching()
  private var achieved: Int64 = 0

  /// Nobody yet.
  ///
  /// - Parameter ringTimes: after what waits rings open, nanoseconds.
  public init(ringTimes: [Int64]) { self.ringTimes = ringTimes + [.max] }

  /// Forgets everybody.
  public mutating func reset() {
    customers.removeAll(keepingCapacity: true)
    moments.removeAll(keepingCapacity: true)
    achieved = 0
  }

  /// Whether it is time to compare.
  public var isFull: Bool { customers.count >= Self.size }

  /// A customer was answered, with that score, by an agent of a group who took him at that time.
  public mutating func noteAnswered(
    _ customer: Customer, at time: Int64, by group: Int, score: Int64
  ) {
    customers.append(customer)
    moments.append(Moment(time: time, group: group))
    achieved += score
  }

  /// A customer left; his patience is known.
  public mutating func noteAbandoned(_ customer: Customer) { customers.append(customer) }

  /// Compares those who were noted, and begins anew.
  ///
  /// - Parameter score: of a group for a class once so many rings have opened, billionths;
  ///   −1 = may not answer.
  /// - Complexity: O(moments² · customers who are there) at worst.
  public mutating func compare(
    _ score: (_ group: Int, _ classIndex: Int, _ ring: Int) -> Int64
  ) -> HindsightTally {
    defer { reset() }
    var tally = HindsightTally()
    tally.achievedBillionths = achieved
    tally.bestBillionths = bound(score) == achieved ? achieved : best(score)
    return tally
  }

  /// No exchange is worth more: no moment more than the best customer for its group, no customer
  /// more than the best group for him, however long he waits.
  ///
  /// - Complexity: O(classes · groups + customers · log customers).
  private func bound(_ score: (Int, Int, Int) -> Int64) -> Int64 {
    let ring = ringTimes.count - 1
    let groups = Set(moments.map(\.group))
    var (ofClasses, ofGroups): ([Int: Int64], [Int: Int64]) = ([:], [:])
    for classIndex in Set(customers.map(\.classIndex)) {
      for group in groups {
        let score = max(score(group, classIndex, ring), 0)
        ofClasses[classIndex] = max(ofClasses[classIndex] ?? 0, score)
        ofGroups[group] = max(ofGroups[group] ?? 0, score)
      }
    }
    let ofMoments = moments.reduce(0) { $0 + (ofGroups[$1.group] ?? 0) }
    let ofCustomers = customers.map { ofClasses[$0.classIndex] ?? 0 }.sorted(by: >)
    return min(ofMoments, ofCustomers.prefix(moments.count).reduce(0, +))
  }

  /// The greatest sum. Moments look for customers and not the other way round: some customers are
  /// too many, no moment is, and to find out that somebody is too many takes the longest.
  private mutating func best(_ score: (Int, Int, Int) -> Int64) -> Int64 {
    customers.sort { $0.since < $1.since }
    moments.sort { ($0.time, $0.group) < ($1.time, $1.group) }
    matching.begin(columns: customers.count)
    var rings = Array(repeating: 0, count: customers.count)
    // Who has come, and has not lost patience.
    var there: [Int] = []
    var coming = 0
    for moment in moments {
      while coming < customers.count, customers[coming].since <= moment.time {
        there.append(coming)
        coming += 1
      }
      there.removeAll { customers[$0].until < moment.time }
      matching.addRow()
      for place in there {
        let customer = customers[place]
        while moment.time &- customer.since >= ringTimes[rings[place]] { rings[place] += 1 }
        let score = score(moment.group, customer.classIndex, rings[place])
        if score >= 0 { matching.addWeight(Int32(truncatingIfNeeded: score), of: place) }
      }
    }
    return matching.solve()
  }
}
