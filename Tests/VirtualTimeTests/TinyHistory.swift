// A day of a handful of customers, and what the best exchange of their agents would have scored.

import Consulting
import Scenarios
import SeededTests
import Synchronization
import Tallies
import VirtualTime

/// A day made from a seed, with its customers as the contacts file has them.
struct TinyHistory {
  private struct Customer {
    var document: Int
    /// Nanoseconds; patience for ever is `Int64.max`.
    var arrived: Int64
    var patience: Int64
  }

  let plan: Plan
  private var customers: [Customer] = []
  /// Tenths by group and document; nil = may not answer.
  private var scores: [[Int?]] = []
  private var rows: [ContactRow] = []

  init(seed: UInt64) throws {
    var random = SeededDraws(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let documents = ["43211507", "53111601"]
    for index in 0..<number(3...6) {
      customers.append(
        Customer(
          document: number(0...1),
          arrived: Int64(number(0...12)) * 1_000_000_000 + Int64(index) * 1_000_000,
          patience: number(0...1) == 0 ? .max : Int64(number(1...12)) * 1_000_000_000))
    }
    for _ in 0..<2 {
      scores.append((0...1).map { _ in number(0...3) == 0 ? nil : number(1...10) })
    }
    scores.append([1, 1])
    var text = "length: 1h\nreplications: 1\ndemand:\n"
    for (index, customer) in customers.enumerated() {
      let patience =
        customer.patience == .max
        ? "" : ", patience: {fixed: \(customer.patience / 1_000_000_000)s}"
      text += """
          - {name: c\(index), code: {language: ko, document: "\(documents[customer.document])"}, \
        arrivals: {count: 0}, effort: {fixed: \(number(2...9))s}\(patience)}

        """
    }
    text += "agents:\n"
    for (group, levels) in scores.enumerated() {
      let known = zip(["43", "53"], levels).map { branch, level in
        "\"\(branch)\": \(Double(level ?? 0) / 10)"
      }
      text += """
          - {name: g\(group), count: 1, languages: {ko: 1}, \
        documents: {\(known.joined(separator: ", "))}}

        """
    }
    var plan = try scenario(text)
    for (index, customer) in customers.enumerated() {
      plan.demand[index].arrivals = .trace([SimulationTime(nanoseconds: customer.arrived)])
    }
    self.plan = plan
    let kept = Mutex<[ContactRow]>([])
    _ = Simulation(plan).run(
      threads: 1, contacts: { block in kept.withLock { $0 += block.rows } })
    rows = kept.withLock { $0 }
  }

  private func score(_ customer: Int, _ group: Int) -> Int64? {
    scores[group][customers[customer].document].map { Int64($0) * 100_000_000 }
  }

  /// The agents who took somebody: when, and of which group.
  private var moments: [(time: Int64, group: Int)] {
    rows.compactMap { row in
      row.answer.map { (row.arrivedNanoseconds + row.waitedNanoseconds, Int($0.group)) }
    }
  }

  var achieved: Int64 { rows.reduce(0) { $0 + Int64($1.answer?.scoreBillionths ?? 0) } }

  /// The greatest sum over all ways to give each moment to one who was there, or to nobody.
  var best: Int64 {
    let moments = moments
    func best(_ next: Int, _ gone: Set<Int>) -> Int64 {
      guard next < moments.count else { return 0 }
      var most = best(next + 1, gone)
      for (index, customer) in customers.enumerated() where !gone.contains(index) {
        let isThere =
          customer.arrived <= moments[next].time
          && (customer.patience == .max
            || moments[next].time <= customer.arrived + customer.patience)
        guard isThere, let score = score(index, moments[next].group) else { continue }
        most = max(most, score + best(next + 1, gone.union([index])))
      }
      return most
    }
    return best(0, [])
  }
}
