// Bytes that are put in at one end and taken out at the other, in time that does not depend on how
// many there are.

/// Bytes in the order in which they were put in.
struct ByteQueue {
  private var bytes: [UInt8] = []
  /// What was taken of them.
  private var taken = 0

  var count: Int { bytes.count - taken }
  var isEmpty: Bool { count == 0 }

  mutating func append(_ more: some Collection<UInt8>) { bytes += more }

  /// Takes the first bytes, at most so many.
  ///
  /// - Complexity: O(bytes taken), amortised.
  mutating func take(_ most: Int) -> [UInt8] {
    let end = taken + min(most, count)
    let first = Array(bytes[taken..<end])
    taken = end
    if 2 * taken >= bytes.count {
      bytes.removeFirst(taken)
      taken = 0
    }
    return first
  }
}
