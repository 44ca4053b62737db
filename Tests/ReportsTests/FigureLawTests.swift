// Laws that hold for the figures of any run: intervals around means, cells that add up.

import Consulting
import Measures
import Reports
@testable import Scenarios
import Tallies
import Testing

@Suite("laws of figures")
struct FigureLawTests {
  /// Customers of random fate, the same in every cut of the cells.
  private func randomTally(seed: UInt64, replications: Int) -> RunTally {
    var state = seed
    func draw(_ below: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % below)
    }
    let hour = SmallRun.hour
    let layout = TallyLayout(
      thresholds: [SmallRun.within], periods: [.zero..<hour, hour..<(hour + hour)], streams: 3,
      groups: 2, countsFirstResponses: false)
    var tally = RunTally(layout: layout, blocks: min(replications, 32))
    for replication in 0..<replications {
      var counted = ReplicationTally(layout: layout)
      for _ in 0..<draw(40) {
        let (stream, period) = (draw(3), draw(2))
        let wait = Int64(draw(3)) * Int64(draw(60)) * 1_000_000_000
        let one = customer(wait: wait, isAnswered: draw(4) > 0)
        counted.streams[stream] += one
        counted.periods[period] += one
        counted.streamThresholds[stream].answeredWithin += wait <= 20_000_000_000 ? one.answered : 0
        let block = replication % tally.waits.count
        tally.waits[block].total.merge(SparseHistogram([wait]))
        tally.waits[block].streams[stream].merge(SparseHistogram([wait]))
        tally.waits[block].periods[period].merge(SparseHistogram([wait]))
      }
      tally.replications.append(counted)
    }
    return tally
  }

  private func customer(wait: Int64, isAnswered: Bool) -> CustomerTally {
    var one = CustomerTally()
    one.offered = 1
    one.answered = isAnswered ? 1 : 0
    one.abandoned = 1 - one.answered
    one.delayed = wait > 0 ? 1 : 0
    one.waitNanoseconds = Double(wait)
    one.answeredWaitNanoseconds = isAnswered ? Double(wait) : 0
    return one
  }

  private func document(seed: UInt64, replications: Int) -> ResultDocument {
    .simulation(
      plan: SmallRun.plan(replications: replications),
      tally: randomTally(seed: seed, replications: replications), engine: SmallRun.engine)
  }

  @Test("every interval holds its mean, shares stay in 0…1 and nothing is negative")
  func intervalsHoldMeans() {
    for _ in 0..<20 {
      let seed = UInt64.random(in: 0...UInt64.max)
      let document = document(seed: seed, replications: Int(seed % 40) + 1)
      let cells = [document.metrics] + (document.demand + document.agents).map(\.figures)
      for cell in cells + document.periods.map(\.figures) {
        for key in FigureKey.allCases {
          guard let figure = cell[key], let mean = figure.mean else { continue }
          #expect((figure.low ?? mean) <= mean && mean <= (figure.high ?? mean), "seed \(seed)")
          #expect((figure.low ?? mean) >= 0, "seed \(seed), \(key)")
          if key.unit == .share { #expect((figure.high ?? mean) <= 1, "seed \(seed), \(key)") }
        }
      }
    }
  }

  @Test("the run is the sum of its streams and the sum of its periods")
  func cellsAddUp() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let document = document(seed: seed, replications: 12)
    for key in [FigureKey.offered, .answered, .abandoned] {
      let total = try #require(document.metrics[key]?.mean)
      let streams = document.demand.compactMap { $0.figures[key]?.mean }.reduce(0, +)
      let periods = document.periods.compactMap { $0.figures[key]?.mean }.reduce(0, +)
      #expect(abs(streams - total) < 1e-9 && abs(periods - total) < 1e-9, "seed \(seed)")
    }
  }

  @Test("percentiles rise and end at the longest wait")
  func percentilesRise() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    let metrics = document(seed: seed, replications: 40).metrics
    let keys: [FigureKey] = [.waitP50, .waitP90, .waitP95, .waitP99, .waitP999, .waitMax]
    let values = keys.compactMap { metrics[$0]?.mean }
    #expect(values.count == keys.count && values == values.sorted(), "seed \(seed)")
  }

  @Test("doubling every replication's customers leaves ratios and percentiles as they were")
  func scaleInvariance() throws {
    let single = try SmallRun.tally()
    var doubled = single
    for index in doubled.replications.indices {
      for stream in 0..<3 {
        doubled.replications[index].streams[stream] += single.replications[index].streams[stream]
      }
    }
    for block in doubled.waits.indices {
      doubled.waits[block].total.merge(single.waits[block].total)
    }
    let documents = [single, doubled].map {
      ResultDocument.simulation(plan: SmallRun.plan(), tally: $0, engine: SmallRun.engine)
    }
    for key in [FigureKey.abandonment, .delayed, .waitMean, .asa, .waitP50, .waitP99, .waitMax] {
      #expect(documents[0].metrics[key] == documents[1].metrics[key], "\(key)")
    }
  }
}
