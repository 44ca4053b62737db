// One seed, one history: who else is simulated, in which order and on which thread, is nothing to
// a customer.

import Consulting
import Testing

@testable import Population
@testable import Scenarios

@Suite struct HistoryTests {
  static let busyness = Busyness(
    gammaShape: 28.7, group: "day",
    within: BusynessWithin(every: hours(0.5), coefficientOfVariation: 0.2, correlation: 0.5))

  static let patterns: [Arrivals] = [
    .poisson(Steps(starts: [.zero, hours(0.3)], values: [0.2, 0.5])),
    .sine(mean: 0.3, amplitude: 0.2, period: hours(0.4)),
    .count(700, shares: [0.2, 0.8], spread: .poisson),
    .count(700, shares: [0.2, 0.8], spread: .fixed),
  ]

  static func source(_ index: Int, replication: Int, _ tables: DrawTables) -> ArrivalSource {
    ArrivalSource(
      patterns[index], busyness: busyness, name: "stream-\(index)", length: hour, seed: 9,
      replication: replication, tables: tables)
  }

  static func alone(_ index: Int, replication: Int, _ tables: DrawTables) -> [SimulationTime] {
    var source = source(index, replication: replication, tables)
    return (0..<400).map { _ in source.next() }
  }

  @Test("streams drawn in turns arrive as each does alone, in whatever order they are made")
  func interleaved() {
    let tables = DrawTables()
    var sources = Self.patterns.indices.reversed().map { Self.source($0, replication: 0, tables) }
    var times = [[SimulationTime]](repeating: [], count: sources.count)
    for _ in 0..<400 {
      for index in sources.indices { times[index].append(sources[index].next()) }
    }
    for (index, found) in times.reversed().enumerated() {
      #expect(found == Self.alone(index, replication: 0, DrawTables()))
    }
  }

  @Test("threads that share the tables get what one thread alone gets")
  func threads() async {
    let tables = DrawTables()
    let expected = (0..<16).map { Self.alone($0 % 4, replication: $0 / 4, DrawTables()) }
    await withTaskGroup(of: (Int, [SimulationTime]).self) { group in
      for task in 0..<16 {
        group.addTask { (task, Self.alone(task % 4, replication: task / 4, tables)) }
      }
      for await (task, found) in group { #expect(found == expected[task]) }
    }
  }

  @Test("replications, seeds and names differ")
  func different() {
    let tables = DrawTables()
    let rate = Arrivals.poisson(Steps(constant: 0.2))
    let first = ArrivalSource.times(rate, tables: tables)
    #expect(first != ArrivalSource.times(rate, replication: 1, tables: tables))
    #expect(first != ArrivalSource.times(rate, seed: 2, tables: tables))
    #expect(first != ArrivalSource.times(rate, name: "other", tables: tables))
    #expect(first == ArrivalSource.times(rate, tables: tables))
  }

  @Test("a customer's draw for one cause is the same whatever was drawn before it")
  func untouched() {
    let key = StreamKey(seed: 1, replication: 0, name: "a")
    let sampler = TimeSampler(.gamma(shape: 0.7, meanSeconds: 5), tables: DrawTables())
    func effort(afterPatience draws: Int) -> SimulationTime {
      var patience = Draws(key, ordinal: 3, cause: .patience, attempt: 0)
      for _ in 0..<draws { _ = patience.next() }
      var effort = Draws(key, ordinal: 3, cause: .effort, attempt: 0)
      return sampler.sample(&effort)
    }
    #expect(effort(afterPatience: 0) == effort(afterPatience: 17))
  }

  @Test("a busier run keeps its customers' order: the nth comes earlier, never another")
  func coupled() {
    let tables = DrawTables()
    let calm = ArrivalSource.times(.poisson(Steps(constant: 0.1)), tables: tables)
    let busy = ArrivalSource.times(.poisson(Steps(constant: 0.2)), tables: tables)
    // Twice the rate: half the time, to the nanosecond that cutting takes away.
    for (late, early) in zip(calm, busy) {
      #expect(abs(late.nanoseconds - 2 * early.nanoseconds) <= 2)
    }
  }

  @Test("equal rates of all replications are kept once")
  func keptOnce() {
    let tables = DrawTables()
    let segments = [RateSegment(endNanoseconds: 1, gapNanoseconds: 2)]
    let times = (0..<100).map { SimulationTime(nanoseconds: $0) }
    // Safety: the addresses are compared, never read.
    let same = unsafe tables.keep(segments).first == tables.keep(segments).first
    let alsoSame = unsafe tables.keep(times).first == tables.keep(Array(times)).first
    let another = unsafe tables.keep(times).first == tables.keep(Array(times.dropLast())).first
    #expect(same && alsoSame && !another)
  }
}
