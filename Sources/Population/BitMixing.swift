// The one function that turns counters into random bits; knows no key and no distribution.

/// A bijection of 64 bits under which neighbours become unrelated.
@usableFromInline enum BitMixing {
  /// 2^64 divided by the golden ratio, odd: the step from one draw to the next.
  @inlinable static var step: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// Stafford's variant 13 of the finaliser of MurmurHash3, as in SplitMix64 (Steele, Lea, Flood:
  /// Fast splittable pseudorandom number generators, OOPSLA 2014).
  ///
  /// - Complexity: O(1), two multiplications.
  @inlinable @inline(__always)
  static func mix(_ bits: UInt64) -> UInt64 {
    var mixed = bits
    mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed &>> 31
  }
}
