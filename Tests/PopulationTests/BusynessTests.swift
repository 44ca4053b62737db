// Factors on the rate: of the run, shared by groups, and of the periods within it.

import Consulting
import Testing

@testable import Population
@testable import Scenarios

@Suite struct BusynessTests {
  let tables = DrawTables()

  func numbers(_ busyness: Busyness?, name: String = "stream", runs: Int) -> [Double] {
    (0..<runs).map { replication in
      let rate = Steps(constant: 100.0 / 3600)
      let times = ArrivalSource.times(
        .poisson(rate), busyness: busyness, name: name, replication: replication, tables: tables)
      return Double(times.count)
    }
  }

  @Test("the run's factor spreads the count like a gamma mixture of Poisson counts")
  func gamma() {
    let sample = Sample(values: numbers(.gamma(4, group: "a"), runs: 1_000))
    // Negative binomial: variance m + m² ÷ shape = 2,600; excess kurtosis 6/4 + 1/2600.
    let deviate = sample.deviate(mean: 100, deviation: 2_600.0.squareRoot())
    #expect(abs(deviate) < OnceInAMillion.deviate)
    let error = 2_600 * (3.5 / 1_000).squareRoot()
    #expect(abs(sample.variance - 2_600) < OnceInAMillion.deviate * error)
  }

  @Test("streams of a group share the factor, streams of other groups do not")
  func groups() {
    let first = numbers(.gamma(2, group: "a"), name: "first", runs: 500)
    let second = numbers(.gamma(2, group: "a"), name: "second", runs: 500)
    let other = numbers(.gamma(2, group: "b"), name: "other", runs: 500)
    // Var of the shared part 100² ÷ 2 over the whole 5,000 + 100: correlation 0.98.
    #expect(Sample.correlation(first, second) > 0.95)
    #expect(abs(Sample.correlation(first, other)) < OnceInAMillion.deviate / 500.0.squareRoot())
  }

  /// Standard errors of variation and correlation by 200 runs of the same length in numpy.
  @Test("the periods' factors have mean 1, their variation and their correlation")
  func within() {
    let cases = [
      (0.072, 0.54, 0.0044, 0.0035), (0.5, 0.0, 0.0059, 0.0042), (1.0, 0.8, 0.031, 0.005),
    ]
    for (cv, correlation, errorOfVariation, errorOfCorrelation) in cases {
      let busyness = BusynessWithin(
        every: hour, coefficientOfVariation: cv, correlation: correlation)
      let key = StreamKey(seed: 5, replication: 0, name: "group")
      var walk = BusynessWalk(busyness, key: key, tables.ziggurats)
      let factors = (0..<60_000).map { _ in
        defer { walk.advance(tables.ziggurats) }
        return walk.factor
      }
      let sample = Sample(values: factors)
      // The autoregression leaves about n(1 − ρ) ÷ (1 + ρ) independent values.
      let effective = 60_000 * (1 - correlation) / (1 + correlation)
      #expect(abs(sample.mean - 1) < OnceInAMillion.deviate * cv / effective.squareRoot())
      let variation = sample.variance.squareRoot() / cv
      #expect(abs(variation - 1) < OnceInAMillion.deviate * errorOfVariation)
      let lagged = Sample.correlation(Array(factors.dropLast()), Array(factors.dropFirst()))
      #expect(abs(lagged - correlation) < OnceInAMillion.deviate * errorOfCorrelation)
    }
  }

  @Test("the first period's factor is already spread like the others: the start is stationary")
  func stationary() {
    let busyness = BusynessWithin(every: hour, coefficientOfVariation: 0.5, correlation: 0.9)
    let factors = (0..<20_000).map { replication in
      let key = StreamKey(seed: 5, replication: replication, name: "group")
      return BusynessWalk(busyness, key: key, tables.ziggurats).factor
    }
    let sample = Sample(values: factors)
    // ln 1.25 = 0.22314…: the logarithm of the factor is normal, mean −σ²/2.
    let variance = 0.2231435513142097
    let distance = sample.distance {
      normalDistribution((logarithm($0) + variance / 2) / variance.squareRoot())
    }
    #expect(distance < OnceInAMillion.distance)
  }

  @Test("the counts of periods vary with the factors and hold them through the period")
  func countsOfPeriods() {
    let busyness = Busyness.within(every: hour, cv: 0.5, correlation: 0.6)
    var first: [Double] = []
    var second: [Double] = []
    for replication in 0..<300 {
      let times = ArrivalSource.times(
        .poisson(Steps(constant: 100.0 / 3600)), busyness: busyness, length: hours(2),
        replication: replication, tables: tables)
      first.append(Double(times.filter { $0 < hour }.count))
      second.append(Double(times.filter { $0 >= hour }.count))
    }
    // Variance 100 + 100² · 0.25 = 2,600; covariance 100² · 0.25 · 0.6 = 1,500.
    // Standard errors by 300 runs in numpy: 0.148 and 0.051.
    let bound = OnceInAMillion.deviate
    #expect(abs(Sample(values: first).variance / 2_600 - 1) < bound * 0.148)
    #expect(abs(Sample(values: second).variance / 2_600 - 1) < bound * 0.148)
    #expect(abs(Sample.correlation(first, second) - 1_500.0 / 2_600) < bound * 0.051)
  }

  @Test("a factor leaves exact counts and traces alone")
  func exact() {
    let busyness = Busyness.gamma(0.5, group: "a")
    let fixed = Arrivals.count(77, shares: [0.5, 0.5], spread: .fixed)
    #expect(
      ArrivalSource.times(fixed, busyness: busyness, tables: tables)
        == ArrivalSource.times(fixed, tables: tables))
  }
}
