// The sine, of an angle in radians or in whole turns.

extension DeterministicMath {
  /// sin(2π · turns), within 1 ulp: the angle is reduced exactly, however many turns there are.
  public static func sine(turns: Double) -> Double {
    guard turns.isFinite else { return .nan }
    if abs(turns) >= 0x1p53 { return 0 }
    let quarters = 4 * turns
    let whole = quarters.rounded(.toNearestOrAwayFromZero)
    let rest = quarters - whole
    var angle = twoProduct(rest, 0x1.921fb54442d18p0)
    angle.low += rest * 0x1.1a62633145c07p-54
    return sine(angle, quarters: whole)
  }

  /// The sine of an angle in radians, within 1 ulp for |x| ≤ 2²⁰; beyond, off by at most
  /// |x| · 2⁻⁵².
  ///
  /// Reduction after Cody and Waite, π/2 in four parts.
  public static func sin(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    guard abs(x) <= 0x1p20 else { return sine(turns: x / 0x1.921fb54442d18p2) }
    let whole = (x * 0x1.45f306dc9c883p-1).rounded(.toNearestOrAwayFromZero)
    // Multiples of the first three parts are exact.
    let first = twoSum(x - whole * 0x1.921fb544p0, -whole * 0x1.0b4611a6p-34)
    let second = twoSum(first.high, -whole * 0x1.3198a2ep-69)
    let low = first.low + second.low - whole * 0x1.b839a252049c1p-104
    return sine(twoSum(second.high, low), quarters: whole)
  }

  /// The sine of a quarter turn taken so often, plus a rest of at most π/4 either way.
  private static func sine(_ rest: Twice, quarters: Double) -> Double {
    let quadrant = Int(quarters - 4 * (quarters / 4).rounded(.down))
    let value = quadrant & 1 == 0 ? sineNearZero(rest) : cosineNearZero(rest)
    return quadrant & 2 == 0 ? value : -value
  }

  private static func sineNearZero(_ x: Twice) -> Double {
    let z = x.high * x.high
    // (sin x/x − 1 + z/6)/z², to 2e-17 for |x| ≤ π/4.
    let rest =
      0x1.1111111110bb2p-7 + z
      * (-0x1.a01a019e83816p-13
        + z * (0x1.71de379654304p-19 + z * (-0x1.ae600aca92c64p-26 + z * 0x1.5e0b05bff20f2p-33)))
    let cube = z * x.high
    return x.high - ((z * (0.5 * x.low - cube * rest) - x.low) + cube * 0x1.5555555555555p-3)
  }

  private static func cosineNearZero(_ x: Twice) -> Double {
    let z = x.high * x.high
    // (cos x − 1 + z/2)/z², to 1e-18 for |x| ≤ π/4.
    let inner =
      0x1.a01a019f4e9b4p-16 + z
      * (-0x1.27e4fa17bf139p-22
        + z * (0x1.1eeb68cd22f56p-29 + z * -0x1.907d8f29fe831p-37))
    let rest = 0x1.5555555555555p-5 + z * (-0x1.6c16c16c16967p-10 + z * inner)
    let half = 0.5 * z
    let above = 1 - half
    return above + (((1 - above) - half) + (z * z * rest - x.high * x.low))
  }
}
