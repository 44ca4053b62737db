// Spans against the distributions of the scenario file.

import Consulting
import Scenarios
import Testing

@testable import Population

@Suite struct TimeSamplerTests {
  let tables = DrawTables()
  let key = StreamKey(seed: 3, replication: 1, name: "spans")

  func sample(_ distribution: Distribution, _ count: Int = 30_000) -> Sample {
    let sampler = TimeSampler(distribution, tables: tables)
    var draws = Draws(key, ordinal: 0, cause: .effort, attempt: 0)
    return Sample(values: (0..<count).map { _ in sampler.sample(&draws).seconds })
  }

  @Test("a fixed span is that span to the nanosecond, also where seconds would round it")
  func fixed() {
    let span = SimulationTime(nanoseconds: 9_007_199_254_740_993)
    let sampler = TimeSampler(.fixed(span), tables: tables)
    var draws = Draws(key, ordinal: 0, cause: .effort, attempt: 0)
    #expect(sampler.sample(&draws) == span)
  }

  @Test("an exponential span has its mean and its twentieths")
  func exponential() {
    let sample = sample(.exponential(meanSeconds: 600))
    #expect(sample.chiSquare(twentieths: Twentieths.exponential, scale: 600) < 63.677)
    #expect(abs(sample.deviate(mean: 600, deviation: 600)) < OnceInAMillion.deviate)
  }

  @Test("a lognormal span has its median and its twentieths")
  func lognormal() {
    let sample = sample(.lognormal(medianSeconds: 131, sigma: 1))
    #expect(sample.chiSquare(twentieths: Twentieths.lognormal, scale: 131) < 63.677)
  }

  @Test("a Weibull span has its twentieths")
  func weibull() {
    let sample = sample(.weibull(shape: 1.5, scaleSeconds: 240))
    #expect(sample.chiSquare(twentieths: Twentieths.weibull, scale: 240) < 63.677)
  }

  @Test("a gamma span has its mean and its twentieths")
  func gamma() throws {
    let sample = sample(.gamma(shape: 1.5, meanSeconds: 300))
    let edges = try #require(Twentieths.gamma[1.5])
    #expect(sample.chiSquare(twentieths: edges, scale: 200) < 63.677)
    let deviation = 300 / 1.5.squareRoot()
    #expect(abs(sample.deviate(mean: 300, deviation: deviation)) < OnceInAMillion.deviate)
  }

  @Test("a uniform span lies evenly between its ends")
  func uniform() {
    let low = SimulationTime(nanoseconds: 180_000_000_000)
    let high = SimulationTime(nanoseconds: 420_000_000_000)
    let sample = sample(.uniform(low: low, high: high))
    #expect(sample.values.allSatisfy { $0 >= 180 && $0 <= 420 })
    #expect(sample.distance { ($0 - 180) / 240 } < OnceInAMillion.distance)
  }

  @Test("an empirical span is one of the list, each as often")
  func empirical() {
    let listed = [5.0, 1.5, 60, 0.25].map { SimulationTime(nanoseconds: Int64($0 * 1e9)) }
    let sample = sample(.empirical(listed), 20_000)
    let counts = [5.0, 1.5, 60, 0.25].map { span in sample.values.filter { $0 == span }.count }
    #expect(counts.reduce(0, +) == 20_000)
    #expect(Sample.chiSquare(counts, expected: [1, 1, 1, 1]) < 30.66)
  }

  @Test(
    "no span is negative or longer than 2^60 ns, whatever the parameters",
    arguments: [
      Distribution.exponential(meanSeconds: 1e300), .exponential(meanSeconds: 1e-300),
      .lognormal(medianSeconds: 1e9, sigma: 500), .gamma(shape: 1e-9, meanSeconds: 1e9),
      .gamma(shape: 1e9, meanSeconds: 1e250), .weibull(shape: 1e-3, scaleSeconds: 1e9),
      .fixed(SimulationTime(nanoseconds: .max)),
      .empirical([SimulationTime(nanoseconds: .max)]),
    ])
  func saturates(distribution: Distribution) {
    let sampler = TimeSampler(distribution, tables: tables)
    for ordinal in 0..<500 {
      var draws = Draws(key, ordinal: ordinal, cause: .effort, attempt: 0)
      let span = sampler.sample(&draws)
      #expect(span.nanoseconds >= 0 && span <= TimeSampler.longest)
    }
  }

  @Test("a span in seconds is the same draw as the span in nanoseconds")
  func seconds() {
    let distributions: [Distribution] = [
      .exponential(meanSeconds: 10), .fixed(SimulationTime(nanoseconds: 5)),
      .lognormal(medianSeconds: 2, sigma: 1), .gamma(shape: 3, meanSeconds: 2),
    ]
    for distribution in distributions {
      let sampler = TimeSampler(distribution, tables: tables)
      var first = Draws(key, ordinal: 9, cause: .effort, attempt: 0)
      var second = first
      let difference = sampler.sample(&first).seconds - sampler.sampleSeconds(&second)
      #expect(abs(difference) <= 1e-9)
      #expect(first.next() == second.next())
    }
  }

  @Test("samplers, sources and draws are copied bit by bit")
  func bitwise() {
    func size<Value: BitwiseCopyable>(_: Value.Type) -> Int { MemoryLayout<Value>.stride }
    #expect(size(TimeSampler.self) <= 32)
    #expect(size(Draws.self) == 8 && size(StreamKey.self) == 8)
    #expect(size(ArrivalSource.self) <= 256)
  }
}
