// Exponential, normal and gamma draws. Same bits on every processor: IEEE arithmetic, square
// roots and the project's own logarithm and exponential, nothing else.

import Measures

extension Draws {
  /// Exponential with mean 1, by the ziggurat of Marsaglia and Tsang (2000).
  ///
  /// - Complexity: O(1), no allocation: 98.9 % of the draws cost one `next()`, one table line and
  ///   one comparison.
  @inlinable @inline(__always)
  public mutating func exponential(_ ziggurats: Ziggurats) -> Double {
    let bits = next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let entry = ziggurats.layer(layer)
    let depth = bits &>> 11
    let value = Double(Int64(bitPattern: depth)) * entry.width
    if _fastPath(depth < entry.inside) { return value }
    let (outer, after) = Self.exponential(beyond: value, in: layer, self, ziggurats)
    self = after
    return outer
  }

  /// The rest of the ziggurat; values in and out so that the caller's state stays in registers.
  @usableFromInline @inline(never)
  static func exponential(
    beyond first: Double, in firstLayer: Int, _ draws: Draws, _ ziggurats: Ziggurats
  ) -> (Double, Draws) {
    var draws = draws
    var value = first
    var layer = firstLayer
    var shift = 0.0
    while true {
      if layer == 255 {
        // The tail of an exponential is an exponential again.
        shift += Ziggurats.exponentialTail
      } else {
        let wedge = ziggurats.wedge(layer)
        let height = wedge.low + (wedge.high - wedge.low) * draws.uniform()
        if height < DeterministicMath.exp(-value) { return (shift + value, draws) }
      }
      let bits = draws.next()
      layer = Int(truncatingIfNeeded: bits & 255)
      let entry = ziggurats.layer(layer)
      value = Double(Int64(bitPattern: bits &>> 11)) * entry.width
      if bits &>> 11 < entry.inside { return (shift + value, draws) }
    }
  }

  /// Normal with mean 0 and variance 1, by the ziggurat.
  ///
  /// - Complexity: O(1), no allocation: 98.8 % of the draws cost one `next()`, one table line and
  ///   one comparison.
  @inlinable
  public mutating func normal(_ ziggurats: Ziggurats) -> Double {
    let bits = next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let entry = ziggurats.layer(256 &+ layer)
    let depth = bits &>> 11
    let size = Double(Int64(bitPattern: depth)) * entry.width
    if _fastPath(depth < entry.inside) { return Self.signed(size, by: bits) }
    let (outer, after) = Self.normal(beyond: size, from: bits, self, ziggurats)
    self = after
    return outer
  }

  /// Bit 8, which chooses neither layer nor depth, is the sign.
  @inlinable
  static func signed(_ size: Double, by bits: UInt64) -> Double {
    Double(bitPattern: size.bitPattern | (bits & 256) &<< 55)
  }

  @usableFromInline @inline(never)
  static func normal(
    beyond first: Double, from firstBits: UInt64, _ draws: Draws, _ ziggurats: Ziggurats
  ) -> (Double, Draws) {
    var draws = draws
    var size = first
    var bits = firstBits
    while true {
      let layer = Int(truncatingIfNeeded: bits & 255)
      if layer == 255 { return (signed(draws.normalTail(ziggurats), by: bits), draws) }
      let wedge = ziggurats.wedge(256 + layer)
      let height = wedge.low + (wedge.high - wedge.low) * draws.uniform()
      if height < DeterministicMath.exp(-0.5 * size * size) {
        return (signed(size, by: bits), draws)
      }
      bits = draws.next()
      let entry = ziggurats.layer(256 + Int(truncatingIfNeeded: bits & 255))
      size = Double(Int64(bitPattern: bits &>> 11)) * entry.width
      if bits &>> 11 < entry.inside { return (signed(size, by: bits), draws) }
    }
  }

  /// Beyond the outermost layer, by Marsaglia's exponential pair (1964).
  private mutating func normalTail(_ ziggurats: Ziggurats) -> Double {
    while true {
      let excess = exponential(ziggurats) / Ziggurats.normalTail
      let bound = exponential(ziggurats)
      if bound + bound > excess * excess { return Ziggurats.normalTail + excess }
    }
  }

  /// Gamma with that shape and scale 1, by Marsaglia and Tsang (2000): ACM TOMS 26(3), 363–372.
  ///
  /// A shape below 1 is raised by 1 and the draw multiplied by a uniform to the power 1 ÷ shape.
  /// - Complexity: O(1) in the mean (at most 1.05 rounds for shapes of 1 and more), no allocation.
  public mutating func gamma(shape: Double, _ ziggurats: Ziggurats) -> Double {
    precondition(shape > 0, "a gamma distribution has a shape above 0")
    if shape < 1 {
      let raised = gamma(shape: shape + 1, ziggurats)
      return raised * DeterministicMath.exp(-exponential(ziggurats) / shape)
    }
    let centre = shape - 1.0 / 3
    let slope = 1 / (9 * centre).squareRoot()
    while true {
      let deviate = normal(ziggurats)
      let root = 1 + slope * deviate
      guard root > 0 else { continue }
      let cube = root * root * root
      let chance = uniform()
      let square = deviate * deviate
      if chance < 1 - 0.0331 * square * square { return centre * cube }
      let bound = 0.5 * square + centre * (1 - cube + DeterministicMath.log(cube))
      if DeterministicMath.log(chance) < bound { return centre * cube }
    }
  }
}
