// The mask of a client's frame, taken off where the bytes lie; RFC 6455, section 5.3.

/// Masks and unmasks, which is the same.
public enum Masking {
  /// Combines bytes with a mask in place.
  ///
  /// - Parameters:
  ///   - mask: its four bytes, the first one lowest.
  ///   - position: where in the payload the region begins.
  /// - Complexity: O(n), eight bytes a step, no allocation.
  public static func apply(_ mask: UInt32, from position: Int, to region: ByteRegion) {
    guard mask != 0 else { return }
    let turn = UInt32(truncatingIfNeeded: (position & 3) &* 8)
    let turned = turn == 0 ? mask : mask >> turn | mask << (32 &- turn)
    let wide = UInt64(turned) << 32 | UInt64(turned)
    var offset = 0
    while offset &+ 8 <= region.count {
      region.store(region.word(at: offset) ^ wide, at: offset)
      offset &+= 8
    }
    var rest = wide
    while offset < region.count {
      region[offset] ^= UInt8(truncatingIfNeeded: rest)
      rest >>= 8
      offset &+= 1
    }
  }
}
