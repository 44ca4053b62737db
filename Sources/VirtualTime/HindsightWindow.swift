// The matches of a window of customers, held against the best that whoever knew the future could
// have made of the same customers and the same moments at which agents became theirs.

import Assignment
import Rings
import Routing
import Tallies

/// Customers who ended, kept until there are enough of them for one comparison; nothing where a run
/// does not measure assignments.
struct HindsightWindow {
  /// Customers of a window.
  static var size: Int { 2_000 }

  /// A customer as the comparison sees the last wait: between its beginning and the end of
  /// patience he could have been given any agent who may answer.
  struct Customer {
    var classIndex: Int
    var since: Int64
    var until: Int64
  }

  /// A moment at which an agent took somebody.
  private struct Moment {
    var time: Int64
    var group: Int
  }

  private var customers: [Customer] = []
  private var moments: [Moment] = []
  private var matching = IntervalMatching()
  private var achieved: Int64 = 0

  /// A new replication.
  mutating func reset() {
    customers.removeAll(keepingCapacity: true)
    moments.removeAll(keepingCapacity: true)
    achieved = 0
  }

  /// Whether it is time to compare.
  var isFull: Bool { customers.count >= Self.size }

  /// A customer was answered, with that score, by an agent of a group who took him at that time.
  mutating func noteAnswered(_ customer: Customer, at time: Int64, by group: Int, score: Int64) {
    customers.append(customer)
    moments.append(Moment(time: time, group: group))
    achieved += score
  }

  /// A customer left; his patience is known.
  mutating func noteAbandoned(_ customer: Customer) { customers.append(customer) }

  /// Compares those who were noted, and begins anew.
  ///
  /// - Complexity: O(customers² · moments within a patience) at worst.
  mutating func compare(
    _ router: borrowing Router<PlainMemory>, _ ringTimes: borrowing Block<Int64>
  ) -> HindsightTally {
    defer { reset() }
    moments.sort { ($0.time, $0.group) < ($1.time, $1.group) }
    matching.begin(columns: moments.count)
    for customer in customers {
      let first = firstMoment(from: customer.since)
      var ring = 0
      matching.addRow(from: first)
      for place in first..<moments.count {
        let moment = moments[place]
        guard moment.time <= customer.until else { break }
        while moment.time &- customer.since >= ringTimes[ring] { ring += 1 }
        let score = router.scoreBillionths(
          group: moment.group, class: customer.classIndex, ring: ring)
        matching.addWeight(
          score < 0 ? IntervalMatching.forbidden : Int32(truncatingIfNeeded: score))
      }
    }
    var tally = HindsightTally()
    tally.achievedBillionths = achieved
    tally.bestBillionths = matching.solve()
    return tally
  }

  /// The first moment at a time or later.
  private func firstMoment(from time: Int64) -> Int {
    var (low, high) = (0, moments.count)
    while low < high {
      let middle = (low + high) / 2
      if moments[middle].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
