// Messages one behind another, as a row of their table keeps them.

/// A message in a page: where it lies, and what is said of it.
struct PagedMessage: Equatable {
  var dialogue: Int64
  var party: UInt8
  var sequence: UInt32
  var unixMicroseconds: Int64
  /// The order of its writer's message before; nil if it is the first.
  var previous: Int64?
  /// Where its bytes are in the page.
  var bytes: Range<Int>
}

/// The messages of a page. Their order among all of the database counts on from its first one.
///
/// Of each, in little-endian: `dialogue 8 | microseconds 8 | previous 8, 0 = none | sequence 4 |
/// bytes 4 | party 1 | kind 1`, then the bytes.
struct MessagePage {
  /// Bytes of which SQLite puts four into one page of its own, and one into a page of an older
  /// database; a message that needs more is alone.
  static let mostBytes = 4_000
  private static let headBytes = 34

  /// The order of the first message.
  private(set) var first: Int64
  private(set) var count = 0
  private(set) var bytes: [UInt8] = []

  /// An empty page for messages from an order on.
  init(from first: Int64) {
    self.first = first
    bytes.reserveCapacity(Self.mostBytes)
  }

  /// Whether a message goes into the page as well.
  func hasRoom(for count: Int) -> Bool {
    bytes.isEmpty || bytes.count + Self.headBytes + count <= Self.mostBytes
  }

  /// What stands before a message's bytes, as it lies in the page: the fields follow each other
  /// without a gap, the last two bytes behind them.
  private struct Head: BitwiseCopyable {
    let dialogue: Int64
    let unixMicroseconds: Int64
    let previous: Int64
    let sequence: UInt32
    let byteCount: UInt32
    let party: UInt8
    let kind: UInt8
  }

  /// Adds the next message.
  mutating func append(
    _ head: RecordHead, _ payload: UnsafeRawBufferPointer, after previous: Int64?
  ) {
    let head = Head(
      dialogue: head.key.littleEndian, unixMicroseconds: head.unixMicroseconds.littleEndian,
      previous: (previous ?? 0).littleEndian, sequence: head.number.littleEndian,
      byteCount: UInt32(payload.count).littleEndian, party: head.party, kind: head.word)
    assert(MemoryLayout<Head>.size == Self.headBytes, "a head has no gap")
    // Safety: a local value without a gap, and the caller's bytes, which are copied here.
    unsafe withUnsafeBytes(of: head) { unsafe bytes.append(contentsOf: $0) }
    unsafe bytes.append(contentsOf: payload)
    count += 1
  }

  /// Begins anew behind the last message.
  mutating func clear() {
    first += Int64(count)
    count = 0
    bytes.removeAll(keepingCapacity: true)
  }

  /// The message at a place of a page's bytes; nil if they end before it.
  ///
  /// - Complexity: O(place).
  static func message(at place: Int, of bytes: [UInt8]) -> PagedMessage? {
    guard place >= 0 else { return nil }
    var offset = 0
    var left = place
    while let message = message(startingAt: offset, of: bytes) {
      if left == 0 { return message }
      left -= 1
      offset = message.bytes.upperBound
    }
    return nil
  }

  private static func message(startingAt offset: Int, of bytes: [UInt8]) -> PagedMessage? {
    let start = offset + headBytes
    guard start <= bytes.count else { return nil }
    let length = Int(number(UInt32.self, at: offset + 28, of: bytes))
    guard length <= bytes.count - start else { return nil }
    let previous = number(Int64.self, at: offset + 16, of: bytes)
    return PagedMessage(
      dialogue: number(Int64.self, at: offset, of: bytes), party: bytes[offset + 32],
      sequence: number(UInt32.self, at: offset + 24, of: bytes),
      unixMicroseconds: number(Int64.self, at: offset + 8, of: bytes),
      previous: previous == 0 ? nil : previous, bytes: start..<start + length)
  }

  private static func number<Value: FixedWidthInteger>(
    _ type: Value.Type, at offset: Int, of bytes: [UInt8]
  ) -> Value {
    var value: Value = 0
    for place in (0..<MemoryLayout<Value>.size).reversed() {
      value = value << 8 | Value(truncatingIfNeeded: bytes[offset + place])
    }
    return value
  }
}
