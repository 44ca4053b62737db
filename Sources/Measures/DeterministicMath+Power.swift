// Powers, and logarithm and exponential near 0 and 1 without cancellation.

extension DeterministicMath {
  /// log(1 + x), within 1.5 ulp also where x is small; −∞ at −1, NaN below.
  public static func log1p(_ x: Double) -> Double {
    guard x > -1, x < .infinity else { return x == -1 ? -.infinity : x > 0 ? x : .nan }
    if x > -0.2928 && x < 0.4142 {
      return abs(x) < 0x1p-54 ? x : logSeries(x, power: 0, tail: 0)
    }
    let sum = 1 + x
    let lost = x > 1 ? 1 - (sum - x) : x - (sum - 1)
    let (power, mantissa) = splitAroundOne(sum)
    return logSeries(mantissa - 1, power: power, tail: lost / sum)
  }

  /// e to the x less 1, within 2 ulp also where x is small.
  public static func expm1(_ x: Double) -> Double {
    guard x <= 709.782712893384 else { return x > 0 ? .infinity : x }
    guard x >= -40 else { return -1 }
    let (power, rise) = reducedRise(x, plus: 0)
    switch power {
    case 0: return rise
    case -1: return 0.5 * rise - 0.5
    case 1...: return scale(1 - scale(1, by: -power) + rise, by: power)
    default: return scale(1 + rise, by: power) - 1
    }
  }

  /// x to the y for x of 0 or more, within 1 ulp; NaN for x below 0.
  ///
  /// y · log x is carried with some 64 bits (sums and products of two doubles, Dekker 1971), so
  /// that large exponents cost no accuracy.
  ///
  /// - Complexity: O(1), three divisions.
  public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    guard x >= 0, !y.isNaN else { return .nan }
    if x == 0 || x == .infinity { return (x == 0) == (y > 0) ? 0 : .infinity }
    // |log x| is at least 2⁻⁵³, so that such a power is out of range.
    if abs(y) > 0x1p64 { return (x > 1) == (y > 0) ? .infinity : 0 }
    let logarithm = logTwice(x)
    var product = twoProduct(y, logarithm.high)
    product.low += y * logarithm.low
    guard product.high <= 709.79 else { return .infinity }
    guard product.high >= -745.14 else { return 0 }
    let (power, rise) = reducedRise(product.high, plus: product.low)
    return scale(1 + rise, by: power)
  }

  /// A number as the unevaluated sum of two doubles, the second at most half an ulp of the first.
  struct Twice {
    var high: Double
    var low: Double
  }

  /// a + b exactly.
  static func twoSum(_ a: Double, _ b: Double) -> Twice {
    let sum = a + b
    let back = sum - a
    return Twice(high: sum, low: (a - (sum - back)) + (b - back))
  }

  /// a · b exactly, barring overflow and underflow (Veltkamp's splitting).
  static func twoProduct(_ a: Double, _ b: Double) -> Twice {
    let product = a * b
    let (a1, a2) = splitInHalf(a)
    let (b1, b2) = splitInHalf(b)
    return Twice(high: product, low: ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
  }

  private static func splitInHalf(_ a: Double) -> (Double, Double) {
    let spread = a * 0x1.0000002p27
    let high = spread - (spread - a)
    return (high, a - high)
  }

  /// The logarithm of a positive, finite x with some 64 bits.
  private static func logTwice(_ x: Double) -> Twice {
    let (power, mantissa) = splitAroundOne(x)
    // s = (m − 1)/(m + 1).
    let top = mantissa - 1
    let bottom = twoSum(mantissa, 1)
    let s = top / bottom.high
    let back = twoProduct(s, bottom.high)
    let sLow = ((top - back.high) - back.low - s * bottom.low) / bottom.high
    var z = twoProduct(s, s)
    z.low += 2 * s * sLow
    // artanh(s)/s = 1 + z/3 + z²·(1/5 + z/7 + …); the last factor to 1e-18 for z ≤ 0.02945.
    let w = z.high
    let upper =
      0x1.745d177ab1a23p-4 + w
      * (0x1.3b1395c693565p-4
        + w * (0x1.1118ca5739a59p-4 + w * (0x1.df7c45d976e07p-5 + w * 0x1.e033ca1735265p-5)))
    let factor =
      0x1.999999999999ap-3 + w
      * (0x1.2492492492522p-3
        + w * (0x1.c71c71c6ea81dp-4 + w * upper))
    let third = 0x1.5555555555555p-2
    let thirdLow = 0x1.5555555555555p-56
    let linear = twoProduct(z.high, third)
    let series = twoSum(1, linear.high)
    let seriesLow = series.low + (linear.low + z.high * thirdLow + z.low * third + w * w * factor)
    var logarithm = twoProduct(2 * s, series.high)
    logarithm.low += 2 * (s * seriesLow + sLow * series.high)
    // + power · ln 2 in three parts; multiples of the first two up to 2¹¹ are exact.
    var sum = twoSum(power * 0x1.62e42fefa2p-1, logarithm.high)
    sum.low += power * 0x1.9ef35793c6p-41 + (logarithm.low + power * 0x1.673007e5ed5e8p-81)
    return twoSum(sum.high, sum.low)
  }
}
