// The part of a draw's key that one replication of one named stream shares.

/// Seed, replication and name of a stream of customers, an agent group or a busyness group, hashed
/// to 64 bits.
public struct StreamKey: Hashable, Sendable, BitwiseCopyable {
  /// The hash.
  public let bits: UInt64

  /// The key of that name in that replication.
  ///
  /// Each of seed, replication, every eight bytes of the name in UTF-8 and their number goes
  /// through a full mix of its own, so that one bit of any of them changes all 64.
  /// - Complexity: O(length of the name).
  public init(seed: UInt64, replication: Int, name: String) {
    var state = Self.absorb(seed, into: 0)
    state = Self.absorb(UInt64(bitPattern: Int64(replication)), into: state)
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in name.utf8 {
      word |= UInt64(byte) &<< (count & 7 &* 8)
      count += 1
      if count & 7 == 0 {
        state = Self.absorb(word, into: state)
        word = 0
      }
    }
    if count & 7 != 0 { state = Self.absorb(word, into: state) }
    bits = Self.absorb(count, into: state)
  }

  private static func absorb(_ word: UInt64, into state: UInt64) -> UInt64 {
    BitMixing.mix((state ^ word) &+ BitMixing.step)
  }
}
