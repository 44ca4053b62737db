// A stretch of bytes that somebody else owns: the one place where frames touch raw memory.

/// Bytes at consecutive places of a buffer that outlives the region.
///
/// Every access is checked, in release builds too: what lies there comes from strangers.
///
/// - Complexity: O(1) unless said otherwise, no allocation.
@safe public struct ByteRegion: BitwiseCopyable {
  /// Where it begins.
  @unsafe public let start: UnsafeMutableRawPointer
  /// How many bytes.
  public let count: Int

  /// The bytes from `start`; the caller owns them for as long as the region is used.
  @unsafe @inlinable public init(start: UnsafeMutableRawPointer, count: Int) {
    precondition(count >= 0, "a region has a count of 0 or more")
    // Safety: kept as it is; what the caller promises holds for all uses.
    unsafe self.start = start
    self.count = count
  }

  // Safety (all accesses): the offsets are checked against `count`; whoever made the region owns
  // the memory for as long as it is used. Bytes have no alignment and no invalid values.

  /// The byte at an offset.
  @inlinable public subscript(_ offset: Int) -> UInt8 {
    @inline(__always) get {
      precondition(offset >= 0 && offset < count, "byte outside the region")
      return unsafe start.load(fromByteOffset: offset, as: UInt8.self)
    }
    @inline(__always) nonmutating set {
      precondition(offset >= 0 && offset < count, "byte outside the region")
      unsafe start.storeBytes(of: newValue, toByteOffset: offset, as: UInt8.self)
    }
  }

  /// Eight bytes from an offset, the first one lowest.
  @inlinable @inline(__always) public func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset &+ 8 <= count, "word outside the region")
    return unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Stores eight bytes at an offset, the lowest one first.
  @inlinable @inline(__always) public func store(_ word: UInt64, at offset: Int) {
    precondition(offset >= 0 && offset &+ 8 <= count, "word outside the region")
    unsafe start.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
  }

  /// A number of 2, 4 or 8 bytes at an offset, highest byte first as networks write it.
  @inlinable @inline(__always) public func number<Number: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Number.Type
  ) -> Number {
    precondition(
      offset >= 0 && offset &+ MemoryLayout<Number>.size <= count, "number outside the region")
    return unsafe Number(bigEndian: start.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Stores a number at an offset, highest byte first.
  @inlinable @inline(__always) public func store<Number: FixedWidthInteger & BitwiseCopyable>(
    number: Number, at offset: Int
  ) {
    precondition(
      offset >= 0 && offset &+ MemoryLayout<Number>.size <= count, "number outside the region")
    unsafe start.storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
  }

  /// `count` bytes from an offset.
  @inlinable @inline(__always) public func part(from offset: Int, count: Int) -> ByteRegion {
    precondition(
      offset >= 0 && count >= 0 && offset <= self.count &- count, "part outside the region")
    return unsafe ByteRegion(start: start + offset, count: count)
  }

  /// The bytes as an array of their own.
  ///
  /// - Complexity: O(`count`), one allocation.
  public var bytes: [UInt8] {
    // Safety: as above; as many bytes as there are.
    unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Copies an array's bytes to an offset.
  ///
  /// - Complexity: O(`bytes.count`).
  public func copy(_ bytes: [UInt8], to offset: Int) {
    precondition(
      offset >= 0 && offset <= count &- bytes.count, "copy to a place outside the region")
    // Safety: as above; the array lives for the length of the call.
    unsafe bytes.withUnsafeBytes { source in
      guard let first = source.baseAddress else { return }
      unsafe (start + offset).copyMemory(from: first, byteCount: source.count)
    }
  }

  /// Copies all bytes of another region to an offset; the two may overlap.
  ///
  /// - Complexity: O(`source.count`).
  @inlinable public func copy(_ source: ByteRegion, to offset: Int) {
    precondition(
      offset >= 0 && offset <= count &- source.count, "copy to a place outside the region")
    // Safety: as above; the bytes of both regions are inside them.
    unsafe (start + offset).copyMemory(from: source.start, byteCount: source.count)
  }
}
