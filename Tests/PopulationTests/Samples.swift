// What the tests of randomness share: moments, distances and the levels of false alarm.
//
// Seeds are fixed, so a test passes always or never; the level is the chance that a right program
// met a seed that fails: 1e-6 for each comparison below.

import Glibc

/// Bounds that a right program exceeds once in a million.
enum OnceInAMillion {
  /// Two-sided bound of a standard normal deviate.
  static let deviate = 4.8916
  /// Bound of √n · D of Kolmogorov and Smirnov, n large.
  static let distance = 2.6934
  /// Bounds of chi-square by degrees of freedom (scipy.stats.chi2.isf).
  static let chiSquare = [
    1: 23.93, 3: 30.66, 4: 33.38, 9: 44.811, 19: 63.677, 27: 77.188, 47: 108.177, 255: 377.078,
  ]
}

/// A sample and what one asks of it.
struct Sample {
  var values: [Double]

  var mean: Double { values.reduce(0, +) / Double(values.count) }

  var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  /// (mean − expected) in standard errors of the distribution with that deviation.
  func deviate(mean expected: Double, deviation: Double) -> Double {
    (mean - expected) / deviation * Double(values.count).squareRoot()
  }

  /// √n times the largest distance between the empirical and that distribution function.
  func distance(from distribution: (Double) -> Double) -> Double {
    let count = Double(values.count)
    var largest = 0.0
    for (index, value) in values.sorted().enumerated() {
      let expected = distribution(value)
      largest = max(largest, abs(expected - Double(index) / count))
      largest = max(largest, abs(Double(index + 1) / count - expected))
    }
    return largest * count.squareRoot()
  }

  /// Chi-square of the numbers between edges at which a share of 1/20 each ends (19 degrees).
  func chiSquare(twentieths edges: [Double], scale: Double = 1) -> Double {
    var counts = [Int](repeating: 0, count: 20)
    for value in values {
      let bin = edges.firstIndex { value < $0 * scale } ?? 19
      counts[bin] += 1
    }
    return Sample.chiSquare(counts, expected: Array(repeating: 1, count: 20))
  }

  /// Chi-square of counts against expected ones, which are first scaled to the same sum.
  static func chiSquare(_ counts: [Int], expected: [Double]) -> Double {
    let scale = Double(counts.reduce(0, +)) / expected.reduce(0, +)
    return zip(counts, expected).reduce(0) { sum, pair in
      let mean = pair.1 * scale
      return sum + (Double(pair.0) - mean) * (Double(pair.0) - mean) / mean
    }
  }

  /// Pearson's correlation.
  static func correlation(_ first: [Double], _ second: [Double]) -> Double {
    let (a, b) = (Sample(values: first), Sample(values: second))
    let (meanA, meanB) = (a.mean, b.mean)
    let covariance = zip(first, second).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
    return covariance / Double(first.count - 1) / (a.variance * b.variance).squareRoot()
  }
}

/// The normal distribution function, by the C library.
func normalDistribution(_ value: Double) -> Double { 0.5 * erfc(-value / 2.0.squareRoot()) }

/// The exponential distribution function with mean 1, by the C library.
func exponentialDistribution(_ value: Double) -> Double { -expm1(-value) }

/// The cosine, by the C library.
func cosine(_ angle: Double) -> Double { cos(angle) }

/// The natural logarithm, by the C library.
func logarithm(_ value: Double) -> Double { log(value) }
