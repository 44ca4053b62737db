// The best in hindsight of a log: tiny ones tried in full, and how many windows are compared.

import Rings
import Scenarios
import SeededTests
import Tallies
import Testing

@testable import WallTime

/// A log of a handful of customers, given away at random to whoever may answer.
struct TinyLog {
  static let text = """
    sangdam: 1
    name: tiny
    length: 1s
    locations: [{id: home}, {id: osaka}]
    demand:
      - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 1/s}, \
    effort: {fixed: 1s}, patience: {fixed: 60ns}}
      - {name: b, code: {language: ja, document: "43211507"}, arrivals: {rate: 1/s}, \
    effort: {fixed: 1s}}
    agents:
      - {name: seoul, count: 1, concurrency: 8, languages: {ko: 1}, documents: {"43": 1}}
      - {name: both, count: 1, concurrency: 8, languages: {ko: 0.5, ja: 0.8}, \
    documents: {"43": 0.5}}
      - {name: osaka, location: osaka, count: 1, concurrency: 8, languages: {ko: 0.9, ja: 0.9}, \
    documents: {"43": 1}}
    routing: {rings: [{after: 25ns, location: osaka}]}

    """
  /// By stream and group, from the contract's rule; the last group only from 25 ns on.
  private static let scores: [[Int64?]] = [
    [1_000_000_000, 250_000_000, 900_000_000], [nil, 400_000_000, 900_000_000],
  ]

  private struct Customer {
    var stream: Int
    var due: Int64
    var until: Int64 { stream == 0 ? due + 60 : .max }
  }

  private(set) var events = (0..<3).map {
    LoggedEvent(time: 0, kind: .signedOn, subject: UInt32($0))
  }
  private var customers: [Customer] = []
  private var moments: [(time: Int64, group: Int)] = []
  private(set) var achieved: Int64 = 0

  init(random: inout some RandomNumberGenerator) {
    for number in 0..<Int.random(in: 4...6, using: &random) {
      let stream = Int.random(in: 0...1, using: &random)
      let due = Int64.random(in: 1...4, using: &random) * 10 + Int64(number)
      customers.append(Customer(stream: stream, due: due))
      note(.due, number, at: due, subject: stream)
      // The end of patience, or a delivery before it; those after the ring come from a line.
      let time = due + Int64.random(in: 0...7, using: &random) * 10
      let group = Int.random(in: 0...2, using: &random)
      if due + 25 <= min(time, due + 60) {
        note(.widened, number, at: due + 25, subject: stream, detail: 1)
      }
      if let score = score(number, group, at: time) {
        note(.delivered, number, at: time, subject: group)
        moments.append((time, group))
        achieved += score
      } else if stream == 0 {
        note(.left, number, at: due + 60)
      }
    }
  }

  var count: Int { customers.count }

  private mutating func note(
    _ kind: LoggedEvent.Kind, _ customer: Int, at time: Int64, subject: Int = 0, detail: UInt8 = 0
  ) {
    events.append(
      LoggedEvent(
        time: time, kind: kind, detail: detail, serial: UInt32(customer),
        subject: UInt32(subject)))
  }

  private func score(_ customer: Int, _ group: Int, at time: Int64) -> Int64? {
    let (due, until) = (customers[customer].due, customers[customer].until)
    guard due <= time, time <= until, group < 2 || time - due >= 25 else { return nil }
    return Self.scores[customers[customer].stream][group]
  }

  /// Who ended: whom the log leaves waiting, nobody compares.
  private var ended: [Int] {
    customers.indices.filter { number in
      events.contains { $0.serial == number && ($0.kind == .delivered || $0.kind == .left) }
    }
  }

  /// The greatest sum over all ways to give each moment to one who was there, or to nobody.
  var best: Int64 {
    let ended = ended
    func best(_ next: Int, _ gone: Set<Int>) -> Int64 {
      guard next < moments.count else { return 0 }
      var most = best(next + 1, gone)
      for customer in ended where !gone.contains(customer) {
        guard let score = score(customer, moments[next].group, at: moments[next].time)
        else { continue }
        most = max(most, score + best(next + 1, gone.union([customer])))
      }
      return most
    }
    return best(0, [])
  }
}

struct HindsightSweepTests {
  private static func model() throws -> ProfileModel {
    let plan = try Plan(checking: ScenarioSource(name: "test", text: TinyLog.text))
    return ProfileModel(plan, pace: .open(speed: 1), seconds: 1, detail: .assignments)
  }

  @Test("of a tiny log it is what trying every exchange finds")
  func bruteForce() throws {
    let model = try Self.model()
    let floor = Floor<AtomicMemory>(model, workers: 1, range: 8)
    var better = 0
    for _ in 0..<300 {
      let seed = UInt64.random(in: 0...UInt64.max)
      var random = SeededDraws(seed: seed)
      let log = TinyLog(random: &random)
      var sweep = Sweep(
        model, floor.reach, tables: floor.tables, customers: [log.count], until: 1_000,
        decisions: [])
      sweep.play(log.events.sorted { $0.order < $1.order }[...])
      sweep.close()
      let seen = sweep.hindsight.tally
      #expect(seen.achievedBillionths == log.achieved, "seed \(seed)")
      #expect(seen.bestBillionths == log.best, "seed \(seed)")
      if log.best > log.achieved { better += 1 }
    }
    #expect(better > 10)
  }

  @Test("of a long log so many windows are compared, evenly spread", arguments: [31, 32, 33, 150])
  func windows(count: Int) throws {
    let model = try Self.model()
    let customers = count * HindsightWindow.size
    var sweep = HindsightSweep(
      model, tables: Floor<AtomicMemory>(model, workers: 1, range: 8).tables, customers: customers)
    let reach = Reach(classes: 2, rings: 1, groups: 3)
    for _ in 0..<customers {
      sweep.noteAnswered(LoggedCustomer(), at: 5, by: 0, score: 1, reach)
    }
    sweep.close(reach)
    let windows = Int(sweep.tally.achievedBillionths) / HindsightWindow.size
    #expect(windows * HindsightWindow.size == Int(sweep.tally.achievedBillionths))
    #expect(windows <= HindsightSweep.mostWindows && windows >= min(count, 17))
  }
}
