// Acknowledgements that wait until the messages that they are about are kept.

import Rings

/// An acknowledgement on its way.
struct HeldAcknowledgement: BitwiseCopyable {
  var dialogue: UInt32 = 0
  /// Who acknowledges.
  var reader: UInt8 = 0
  /// Whose messages.
  var writer: UInt8 = 0
  var sequence: UInt32 = 0
  /// When it may go.
  var ticket: UInt64 = 0
}

/// A queue of them, in the order in which they came.
///
/// - Complexity: O(1), no allocation after `init`.
struct HeldAcknowledgements: ~Copyable {
  private let entries: Block<HeldAcknowledgement>
  private var first = 0
  private(set) var count = 0

  /// - Parameter capacity: at once.
  init(capacity: Int) { entries = Block(count: capacity, repeating: HeldAcknowledgement()) }

  /// Puts one behind all others; false if there is no room.
  mutating func append(_ held: HeldAcknowledgement) -> Bool {
    guard count < entries.count else { return false }
    entries[(first + count) % entries.count] = held
    count += 1
    return true
  }

  /// Takes the first one if its time has come. Behind one that waits, those that need not wait
  /// wait too: tickets only grow, so it is never for long.
  mutating func take(upTo ticket: UInt64) -> HeldAcknowledgement? {
    guard count > 0, entries[first].ticket <= ticket else { return nil }
    defer {
      first = (first + 1) % entries.count
      count -= 1
    }
    return entries[first]
  }
}
