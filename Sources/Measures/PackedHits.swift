// The buckets of a histogram and how often each was hit, in as few bytes as that takes.

/// A bucket and its count.
struct Hit: Equatable {
  var bucket: UInt32
  /// Above 0.
  var count: UInt64
}

/// Hits in ascending order of their buckets, a byte each as a rule (plain numbers take twelve).
///
/// Each is two numbers: the distance from the bucket before, and the count. Where both are below
/// 16 they share a byte, distance first. Else a byte 0 stands before them, and each is written in
/// groups of seven bits, lowest first; the eighth bit says that more follow. The same hits are
/// always the same bytes.
struct PackedHits: Sequence, Sendable, Equatable {
  private var bytes: [UInt8] = []

  /// No hits.
  init() {}

  /// What a writer wrote, in no more memory than it needs.
  init(_ writer: consuming Writer) { bytes = [UInt8](writer.bytes[...]) }

  /// Bytes held.
  var byteCount: Int { bytes.count }

  func makeIterator() -> Reader { Reader(bytes) }

  /// Reads hits one after another.
  struct Reader: IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0
    /// One before the first.
    private var bucket = UInt32.max

    fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

    @inline(__always) mutating func next() -> Hit? {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position &+= 1
      if byte != 0 {
        bucket &+= UInt32(byte &>> 4)
        return Hit(bucket: bucket, count: UInt64(byte & 0xF))
      }
      bucket &+= UInt32(truncatingIfNeeded: number())
      return Hit(bucket: bucket, count: number())
    }

    @inline(__always) private mutating func number() -> UInt64 {
      var byte = bytes[position]
      position &+= 1
      var value = UInt64(byte & 0x7F)
      var shift: UInt64 = 7
      while byte & 0x80 != 0 {
        byte = bytes[position]
        position &+= 1
        value |= UInt64(byte & 0x7F) &<< shift
        shift &+= 7
      }
      return value
    }
  }

  /// Writes hits one after another.
  struct Writer {
    fileprivate private(set) var bytes: [UInt8] = []
    private var last = UInt32.max

    /// Room for that many bytes is made at once.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Appends a hit of a higher bucket than the last one.
    @inline(__always) mutating func append(_ hit: Hit) {
      let distance = hit.bucket &- last
      last = hit.bucket
      if distance < 16, hit.count < 16 {
        bytes.append(UInt8(distance) &<< 4 | UInt8(hit.count))
      } else {
        bytes.append(0)
        append(UInt64(distance))
        append(hit.count)
      }
    }

    @inline(__always) private mutating func append(_ number: UInt64) {
      var rest = number
      while rest > 0x7F {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest &>>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
    }
  }
}
