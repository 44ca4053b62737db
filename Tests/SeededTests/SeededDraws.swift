// Random numbers of the tests: from one seed, the same on every machine, replayable.

/// SplitMix64 (Steele, Lea and Flood 2014).
public struct SeededDraws: RandomNumberGenerator {
  @usableFromInline var state: UInt64

  /// The numbers of a seed.
  @inlinable public init(seed: UInt64) { state = seed }

  /// The next of 2⁶⁴ equally likely numbers.
  @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// 0 ..< bound.
  @inlinable public mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Once in so many times.
  @inlinable public mutating func once(in times: Int) -> Bool { below(times) == 0 }

  /// One of them; nil if there is none.
  @inlinable public mutating func one<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// One of a range.
  @inlinable public mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// So many bytes of any value.
  @inlinable public mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}
