// Arrivals by rate, sine, profile and trace.

import Consulting
import Scenarios
import Testing

@testable import Population

@Suite struct ArrivalSourceTests {
  let tables = DrawTables()

  func counts(_ times: [SimulationTime], bins: Int, length: SimulationTime) -> [Int] {
    var counts = [Int](repeating: 0, count: bins)
    for time in times {
      counts[Int(time.nanoseconds * Int64(bins) / length.nanoseconds)] += 1
    }
    return counts
  }

  @Test("first arrivals are frozen: as an independent program in Python found them")
  func golden() {
    // 120 an hour: one every 30 s in the mean.
    let times = ArrivalSource.times(
      .poisson(Steps(constant: 120 / 3600)), name: "korean-computers", tables: tables)
    let expected: [Int64] = [
      31_085_189_634, 49_252_278_813, 49_286_240_185, 99_365_040_177, 109_322_033_731,
    ]
    #expect(times.prefix(5).map(\.nanoseconds) == expected)
  }

  @Test("at a constant rate the gaps are exponential and ascending inside the run")
  func constant() {
    let times = ArrivalSource.times(.poisson(Steps(constant: 10)), tables: tables)
    #expect(times == times.sorted() && times.allSatisfy { $0 >= .zero && $0 < hour })
    let gaps = zip(times.dropFirst(), times).map { ($0 - $1).seconds * 10 }
    #expect(Sample(values: gaps).distance(from: exponentialDistribution) < OnceInAMillion.distance)
    #expect(abs(Double(times.count) - 36_000) < OnceInAMillion.deviate * 36_000.0.squareRoot())
  }

  @Test("the number of a Poisson count has its mean as its variance")
  func poissonCount() {
    let runs = 1_000
    let numbers = (0..<runs).map { replication in
      Double(
        ArrivalSource.times(
          .count(50, shares: [0.4, 0.6], spread: .poisson), replication: replication,
          tables: tables
        ).count)
    }
    let sample = Sample(values: numbers)
    #expect(abs(sample.deviate(mean: 50, deviation: 50.0.squareRoot())) < OnceInAMillion.deviate)
    // Fourth central moment m + 3m²: the variance of the sample's variance is (m + 2m²) ÷ runs.
    let error = ((50.0 + 2 * 2_500) / Double(runs)).squareRoot()
    #expect(abs(sample.variance - 50) < OnceInAMillion.deviate * error)
  }

  @Test("a stepped rate gives each piece its share, nobody where it is 0, and the last holds")
  func piecewise() {
    let steps = Steps(
      starts: [.zero, hours(1), hours(2), hours(2.5)], values: [2.0, 0, 5, 1])
    let times = ArrivalSource.times(.poisson(steps), length: hours(8), tables: tables)
    let counts = counts(times, bins: 16, length: hours(8))
    #expect(counts[2] == 0 && counts[3] == 0)
    let expected = [3600.0, 3600, 9000] + Array(repeating: 1800.0, count: 11)
    let busy = Array(counts[0...1] + counts[4...])
    for (count, mean) in zip(busy, expected) {
      #expect(abs(Double(count) - mean) < OnceInAMillion.deviate * mean.squareRoot())
    }
  }

  @Test("steps beyond the end and a rate of 0 for ever end the stream")
  func ends() {
    let steps = Steps(starts: [.zero, hours(2)], values: [0.0, 100])
    #expect(ArrivalSource.times(.poisson(steps), length: hour, tables: tables).isEmpty)
    var source = ArrivalSource(
      .poisson(Steps(constant: 0.01)), name: "a", length: hour, seed: 1, replication: 0,
      tables: tables)
    while source.next() != .never {}
    let count = source.count
    for _ in 0..<100 { #expect(source.next() == .never) }
    #expect(source.count == count && count > 10)
  }

  @Test("a sine gives each stretch the integral of its rate", arguments: [20.0, -100])
  func sine(amplitude: Double) {
    let period = hours(6.283185307)
    let length = hours(8)
    let times = ArrivalSource.times(
      .sine(mean: 1, amplitude: amplitude / 100, period: period), length: length, tables: tables)
    // Integral of 1 + a·sin t over pieces of h = 10 minutes, t in hours: h + a(cos t − cos(t+h)).
    let expected = (0..<48).map { piece in
      let (from, to) = (Double(piece) / 6, Double(piece + 1) / 6)
      return 1.0 / 6 + amplitude / 100 * (cosine(from) - cosine(to))
    }
    let counts = counts(times, bins: 48, length: length)
    #expect(Sample.chiSquare(counts, expected: expected) < 108.177)
    let total = expected.reduce(0, +) * 3600
    #expect(abs(Double(times.count) - total) < OnceInAMillion.deviate * total.squareRoot())
  }

  @Test(
    "a fixed count is exact, ascending and inside the run", arguments: [0, 1, 2, 7, 999, 50_000])
  func fixed(count: Int) {
    for replication in 0..<3 {
      let times = ArrivalSource.times(
        .count(count, shares: [0.25, 0, 0.5, 0.25], spread: .fixed), replication: replication,
        tables: tables)
      #expect(times.count == count && times == times.sorted())
      #expect(times.allSatisfy { $0 >= .zero && $0 < hour })
    }
  }

  @Test("a fixed count follows its profile and is uniform within a share")
  func fixedProfile() {
    let times = ArrivalSource.times(
      .count(40_000, shares: [0.1, 0, 0.6, 0.3], spread: .fixed), tables: tables)
    let counts = counts(times, bins: 4, length: hour)
    #expect(counts[1] == 0)
    #expect(Sample.chiSquare([counts[0], counts[2], counts[3]], expected: [1, 6, 3]) < 27.64)
    let inside = times.map { ($0.seconds - 1800) / 900 }.filter { $0 >= 0 && $0 < 1 }
    #expect(Sample(values: inside).distance { $0 } < OnceInAMillion.distance)
  }

  @Test("the kth of n fixed arrivals is beta distributed: mean k ÷ (n + 1)")
  func orderStatistics() {
    let runs = 4_000
    var byPlace = [[Double]](repeating: [], count: 4)
    for replication in 0..<runs {
      let times = ArrivalSource.times(
        .count(4, shares: [1], spread: .fixed), replication: replication, tables: tables)
      for place in 0..<4 { byPlace[place].append(times[place].seconds / 3600) }
    }
    for place in 0..<4 {
      let share = Double(place + 1) / 5
      let deviation = (share * (1 - share) / 6).squareRoot()
      let deviate = Sample(values: byPlace[place]).deviate(mean: share, deviation: deviation)
      #expect(abs(deviate) < OnceInAMillion.deviate)
    }
  }

  @Test("a trace is replayed exactly, equal times too, and ends with the run")
  func trace() {
    let trace = [0, 5, 5, 70, 3_599_999_999_999, 3_600_000_000_000, 3_600_000_000_001]
      .map { SimulationTime(nanoseconds: $0) }
    let times = ArrivalSource.times(
      .trace(trace), busyness: .gamma(1, group: "a"), tables: tables)
    #expect(times == Array(trace.prefix(5)))
    #expect(ArrivalSource.times(.trace([]), tables: tables).isEmpty)
  }

  @Test("a run of a year, beyond whole nanoseconds of a Double, stays inside its length")
  func year() {
    let length = SimulationTime(nanoseconds: 365 * 86_400_000_000_000 - 1)
    let steps = Steps(constant: 1.0 / 3600)
    let times = ArrivalSource.times(.poisson(steps), length: length, tables: tables)
    #expect(times == times.sorted() && times.allSatisfy { $0 < length })
    #expect(abs(Double(times.count) - 8760) < OnceInAMillion.deviate * 8760.0.squareRoot())
  }
}
