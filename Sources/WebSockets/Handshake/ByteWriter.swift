// Text put together in a buffer of fixed size; without allocation.

/// Writes one piece after the other into a region.
public struct ByteWriter {
  private let region: ByteRegion
  /// Bytes written.
  public private(set) var count = 0

  /// At the beginning of a region.
  public init(_ region: ByteRegion) { self.region = region }

  /// Adds a byte; the region has room for it.
  public mutating func write(_ byte: UInt8) {
    region[count] = byte
    count += 1
  }

  /// Adds a constant text.
  public mutating func write(_ text: StaticString) {
    // Safety: the text is a constant of the program, as long as it says itself.
    for offset in 0..<text.utf8CodeUnitCount { write(unsafe text.utf8Start[offset]) }
  }

  /// Adds a number in decimal digits.
  public mutating func write(_ number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      write(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Adds a copy of bytes.
  public mutating func write(_ bytes: ByteRegion) {
    region.copy(bytes, to: count)
    count += bytes.count
  }
}
