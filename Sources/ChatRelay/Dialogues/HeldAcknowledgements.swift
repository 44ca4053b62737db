// Acknowledgements that wait until the messages that they are about are kept.

import Rings

/// An acknowledgement on its way.
struct HeldAcknowledgement: BitwiseCopyable, Equatable {
  var dialogue: UInt32 = 0
  /// Who acknowledges.
  var reader: UInt8 = 0
  /// Whose messages.
  var writer: UInt8 = 0
  var sequence: UInt32 = 0
  /// When it may go.
  var ticket: UInt64 = 0

  func isSamePair(as other: Self) -> Bool {
    (dialogue, reader, writer) == (other.dialogue, other.reader, other.writer)
  }
}

/// A queue of them, in the order in which they came.
///
/// Acknowledgements go up to a number, so that a later one stands for an earlier one of the same
/// reader and writer: it takes its place. While nothing becomes durable there is one for each such
/// pair, however long that lasts.
///
/// - Complexity: O(1), no allocation after `init`.
struct HeldAcknowledgements: ~Copyable {
  private let entries: Block<HeldAcknowledgement>
  private var first = 0
  private(set) var count = 0
  /// The number of the first entry, counted since the beginning.
  private var firstNumber: UInt32 = 0
  /// What was durable when somebody looked last.
  private var seen: UInt64 = 0
  /// So many of the first stay as they are: raised for ever, one would wait for ever, and those
  /// behind it too.
  private var settled = 0

  /// - Parameter capacity: at once.
  init(capacity: Int) { entries = Block(count: capacity, repeating: HeldAcknowledgement()) }

  /// Puts one behind all others; its number, nil if there is no room.
  mutating func append(_ held: HeldAcknowledgement) -> UInt32? {
    guard count < entries.count else { return nil }
    entries[(first + count) % entries.count] = held
    count += 1
    return firstNumber &+ UInt32(count - 1)
  }

  /// Puts one in the place of an earlier one of that number; false if that is no more, may not be
  /// changed any more, or is another pair's.
  mutating func replace(_ number: UInt32, by held: HeldAcknowledgement) -> Bool {
    let offset = Int(number &- firstNumber)
    guard offset >= settled, offset < count else { return false }
    let place = (first + offset) % entries.count
    guard entries[place].isSamePair(as: held) else { return false }
    let highest = max(entries[place].sequence, held.sequence)
    entries[place] = held
    entries[place].sequence = highest
    return true
  }

  /// Takes the first one if its time has come. Behind one that waits, those that need not wait
  /// wait too: what was appended by now is durable soon, so that it is never for long.
  mutating func take(upTo ticket: UInt64) -> HeldAcknowledgement? {
    if ticket != seen { (seen, settled) = (ticket, count) }
    guard count > 0, entries[first].ticket <= ticket else { return nil }
    defer {
      first = (first + 1) % entries.count
      firstNumber &+= 1
      count -= 1
      settled = max(settled - 1, 0)
    }
    return entries[first]
  }
}
