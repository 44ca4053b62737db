// Exponential, normal and gamma draws against distribution functions from outside.

import Testing

@testable import Population

@Suite struct DistributionTests {
  let key = StreamKey(seed: 1, replication: 0, name: "korean-computers")
  let ziggurats = DrawTables().ziggurats

  func first(_ ordinal: Int) -> Draws {
    Draws(key, ordinal: ordinal, cause: .effort, attempt: 0)
  }

  func sample(_ count: Int, _ draw: (inout Draws) -> Double) -> Sample {
    var draws = first(1_000_000)
    return Sample(values: (0..<count).map { _ in draw(&draws) })
  }

  /// Bits of the first draws; the values agree with an independent program in Python to 2e-15
  /// (its logarithms round otherwise).
  /// The ordinals pass through the layers, the wedges (61, 72, 136) and the tail (6,996, 10,491).
  @Test("first exponential draws are frozen")
  func exponentialGolden() {
    let expected = [
      0: 0.5289794818139264, 1: 0.06271312079665987, 2: 2.247115661794528, 61: 1.3570680805475013,
      72: 4.362310707217831, 136: 6.7544442316410604, 6_996: 7.8603584929315256,
      10_491: 9.244963175315641,
    ]
    for (ordinal, value) in expected {
      var draws = first(ordinal)
      #expect(draws.exponential(ziggurats) == value)
    }
  }

  @Test("first normal draws are frozen")
  func normalGolden() {
    let expected = [
      0: 0.5507067037905126, 1: 0.077052664942958, 2: -1.4386033487555756,
      61: 1.3553879151306958, 72: -2.334534893325517, 119: 0.1618566147992748,
      10_491: -4.077738256237376, 22_936: 3.670600602051824,
    ]
    for (ordinal, value) in expected {
      var draws = first(ordinal)
      #expect(draws.normal(ziggurats) == value)
    }
  }

  @Test("first gamma draws are frozen")
  func gammaGolden() {
    let larger = [3.082580048036352, 2.2820756669447158, 0.6640456699143727]
    let smaller = [0.11077376829042664, 1.0950524928825207, 0.10082507094203251]
    for ordinal in 0..<3 {
      var draws = first(ordinal)
      #expect(draws.gamma(shape: 2.5, ziggurats) == larger[ordinal])
      draws = first(ordinal)
      #expect(draws.gamma(shape: 0.5, ziggurats) == smaller[ordinal])
    }
  }

  @Test("exponential draws are exponential")
  func exponential() {
    let sample = sample(100_000) { $0.exponential(ziggurats) }
    #expect(sample.distance(from: exponentialDistribution) < OnceInAMillion.distance)
    #expect(abs(sample.deviate(mean: 1, deviation: 1)) < OnceInAMillion.deviate)
    // The variance of the square of a deviation is 9 − 1.
    let error = (8.0 / 100_000).squareRoot()
    #expect(abs(sample.variance - 1) < OnceInAMillion.deviate * error)
  }

  @Test("normal draws are normal")
  func normal() {
    let sample = sample(100_000) { $0.normal(ziggurats) }
    #expect(sample.distance(from: normalDistribution) < OnceInAMillion.distance)
    #expect(abs(sample.deviate(mean: 0, deviation: 1)) < OnceInAMillion.deviate)
    let error = (2.0 / 100_000).squareRoot()
    #expect(abs(sample.variance - 1) < OnceInAMillion.deviate * error)
  }

  @Test("the ziggurats' tails hold as much as they should")
  func tails() {
    // Beyond the last edges: e^-7.6971… and 2Φ(-3.6541…), by scipy.
    let count = 400_000
    var draws = first(5)
    var beyond = (exponential: 0, normal: 0)
    for _ in 0..<count {
      if draws.exponential(ziggurats) > 7.69711747013105 { beyond.exponential += 1 }
      if abs(draws.normal(ziggurats)) > 3.654152885361009 { beyond.normal += 1 }
    }
    let exponentials = Double(count) * 0.00045413435
    let normals = Double(count) * 0.00025803249
    let (bound, found) = (OnceInAMillion.deviate, beyond)
    #expect(abs(Double(found.exponential) - exponentials) < bound * exponentials.squareRoot())
    #expect(abs(Double(found.normal) - normals) < bound * normals.squareRoot())
  }

  @Test("gamma draws have the twentieths that scipy gives", arguments: [0.3, 1.5, 28.7])
  func gamma(shape: Double) throws {
    let count = 40_000
    let sample = sample(count) { $0.gamma(shape: shape, ziggurats) }
    let edges = try #require(Twentieths.gamma[shape])
    #expect(sample.chiSquare(twentieths: edges) < 63.677)
    let deviate = sample.deviate(mean: shape, deviation: shape.squareRoot())
    #expect(abs(deviate) < OnceInAMillion.deviate)
  }
}
