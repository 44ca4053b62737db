// Logarithm, exponential and square root with the same bits on every machine.

// Links the C library's square root and rounding, which some processors have no instruction for;
// IEEE 754 leaves their results no choice.
import Glibc

/// Elementary functions built from IEEE 754 `+ − × ÷ √`, rounding and integer operations alone,
/// never a fused multiply-add and never the C library's own, whose results differ between machines
/// and versions.
///
/// Errors are stated in units in the last place (ulp) and hold for the whole domain. The methods
/// are those of fdlibm (Sun Microsystems, 1993; argument reduction, then a polynomial in the
/// reduced argument); the polynomials are fits of our own on Chebyshev nodes.
public enum DeterministicMath {
  /// The natural logarithm, within 1 ulp; −∞ at 0, NaN below.
  ///
  /// x = 2ᵏ·(1 + f) with 1 + f between √½ and √2; with s = f/(2 + f),
  /// log(1 + f) = 2·artanh s = f − f²/2 + s·(f²/2 + R(s²)).
  ///
  /// - Complexity: O(1), one division.
  @inlinable public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    let (power, mantissa) = splitAroundOne(x)
    return logSeries(mantissa - 1, power: power, tail: 0)
  }

  /// e to the x, within 1 ulp; subnormal results are rounded once.
  ///
  /// x = k·ln 2 + r with |r| ≤ ½ ln 2, and eʳ = 1 + 2r/(R − r) with R(r²) = r·(eʳ + 1)/(eʳ − 1).
  ///
  /// - Complexity: O(1), one division.
  @inlinable public static func exp(_ x: Double) -> Double {
    guard x <= 709.782712893384 else { return x > 0 ? .infinity : x }
    guard x >= -745.1332191019412 else { return 0 }
    let (power, rise) = reducedRise(x, plus: 0)
    return scale(1 + rise, by: power)
  }

  /// The square root, correctly rounded as IEEE 754 asks.
  @inlinable public static func sqrt(_ x: Double) -> Double { x.squareRoot() }

  /// ln 2 in two parts; multiples of the first up to 2²¹ are exact.
  @usableFromInline static var ln2High: Double { @inlinable get { 0x1.62e42feep-1 } }
  @usableFromInline static var ln2Low: Double { @inlinable get { 0x1.a39ef35793c76p-33 } }

  /// x = 2^power · mantissa with the mantissa between √½ and √2.
  @inlinable static func splitAroundOne(_ x: Double) -> (power: Double, mantissa: Double) {
    let halfRoot: UInt64 = 0x3fe6_a09e_0000_0000
    var bits = x.bitPattern
    var power = -1023
    if x < Double.leastNormalMagnitude {
      bits = (x * 0x1p54).bitPattern
      power = -1077
    }
    bits &+= 0x3ff0_0000_0000_0000 &- halfRoot
    power &+= Int(bits &>> 52)
    let mantissa = Double(bitPattern: bits & 0x000f_ffff_ffff_ffff &+ halfRoot)
    return (Double(power), mantissa)
  }

  /// power · ln 2 + log(1 + f) + tail.
  @inlinable static func logSeries(_ f: Double, power: Double, tail: Double) -> Double {
    let half = 0.5 * f * f
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    // 2·artanh(s)/s − 2, to 2e-18 for s² ≤ 0.02945; odd and even terms side by side.
    let even =
      0x1.9999999999a38p-2 + w
      * (0x1.c71c72017f306p-3
        + w * (0x1.3b1c38bb12df2p-3 + w * 0x1.0c074d9f1dd73p-3))
    let odd =
      0x1.5555555555555p-1 + w
      * (0x1.2492492476b73p-2
        + w * (0x1.745cf8f4a7ec6p-3 + w * 0x1.0fbe3b6c6987dp-3))
    let rest = w * even + z * odd
    return s * (half + rest) + (power * ln2Low + tail) - half + f + power * ln2High
  }

  /// x + correction = power · ln 2 + r; gives eʳ − 1.
  @inlinable static func reducedRise(
    _ x: Double, plus correction: Double
  ) -> (power: Int, rise: Double) {
    let power = Int(x * 0x1.71547652b82fep0 + (x < 0 ? -0.5 : 0.5))
    let high = x - Double(power) * ln2High
    let low = Double(power) * ln2Low - correction
    let r = high - low
    let z = r * r
    // (R − 2)/z, to 4e-20 for |r| ≤ ½ ln 2.
    let even =
      0x1.5555555555555p-3 + z * z
      * (0x1.1566abbfe8600p-14
        + z * z * 0x1.66a61925fe578p-25)
    let odd =
      -0x1.6c16c16c16be1p-9 + z * z
      * (-0x1.bbd777c7bd0a1p-20
        + z * z * -0x1.1fdcdff20780cp-30)
    let c = r - z * (even + z * odd)
    return (power, r * c / (2 - c) - low + high)
  }

  /// y · 2^power for y between ½ and 2, rounded once where the result is subnormal.
  @inlinable static func scale(_ y: Double, by power: Int) -> Double {
    if power >= -1022 && power <= 1023 {
      return y * Double(bitPattern: UInt64(bitPattern: Int64(power &+ 1023)) &<< 52)
    }
    if power > 1023 {
      return y * 2 * Double(bitPattern: UInt64(bitPattern: Int64(power &+ 1022)) &<< 52)
    }
    return y * Double(bitPattern: UInt64(bitPattern: Int64(power &+ 2023)) &<< 52) * 0x1p-1000
  }
}
