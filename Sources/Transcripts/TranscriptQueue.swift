// The way from one thread to the writer: a ring of bytes that neither blocks nor grows.

import Rings

/// Which record of a queue: whatever was appended before has a lower one.
public struct TranscriptTicket: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The end of the record, in bytes since the queue was made.
  /// Where the record ends, of all that was ever appended.
  public let position: UInt64

  /// Before the first record.
  public static let none = TranscriptTicket(position: 0)

  /// Appended earlier is less.
  @inlinable public static func < (one: Self, other: Self) -> Bool {
    one.isBefore(other)
  }

  @usableFromInline func isBefore(_ other: Self) -> Bool { position < other.position }
}

// Safety: one thread appends and one thread, the writer, reads. A record's bytes are written
// before the position that makes them the reader's, and are read before the position that gives
// them back; both positions are atomic.

/// Records on their way to the database, from one thread.
///
/// Appending copies the bytes once, into memory that was there from the start. A record's room is
/// free again when the record is durable: what is not written yet holds back who writes.
@safe public final class TranscriptQueue: @unchecked Sendable {
  private static let appendedWord = 0
  private static let recordsWord = 1
  private static let refusedWord = 2
  private static let durableWord = 16
  private static let committedWord = 17

  /// Bytes of the ring, heads included.
  public let capacityBytes: Int
  /// Bytes that a record may have at most.
  public let mostBytes: Int
  private let durability: TranscriptDurability
  private let bell: WriterBell
  private let whenDurable: @Sendable () -> Void
  private let words = Words<AtomicMemory>(count: 32)
  private let memory: UnsafeMutableRawPointer

  init(
    capacityBytes: Int, mostBytes: Int, durability: TranscriptDurability, bell: WriterBell,
    whenDurable: @escaping @Sendable () -> Void
  ) {
    precondition(mostBytes >= 0 && mostBytes < 1 << 30, "a record has less than 1 GiB")
    // Wherever the ring is, a largest record and what is left before the end find room.
    let least = 2 * RecordHead.extent(payloadBytes: mostBytes)
    var capacity = 4_096
    while capacity < max(least, capacityBytes) { capacity *= 2 }
    self.capacityBytes = capacity
    self.mostBytes = mostBytes
    self.durability = durability
    self.bell = bell
    self.whenDurable = whenDurable
    // Safety: freed in `deinit`; every byte is written here, so that no append meets a new page.
    unsafe memory = .allocate(byteCount: capacity, alignment: 128)
    unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: capacity)
  }

  deinit {
    // Safety: allocated in `init`; whoever could read it held this object.
    unsafe memory.deallocate()
  }

  /// Up to which record the senders may be told that they are kept: what is durable, or with
  /// relaxed durability what was appended.
  ///
  /// - Complexity: O(1), no allocation.
  public var acknowledgeable: TranscriptTicket {
    // Ordering: the load pairs with the writer's store in `release(upTo:)`.
    TranscriptTicket(
      position: words.load(durability == .strict ? Self.durableWord : Self.appendedWord))
  }

  /// Up to which record all are in the database.
  public var durable: TranscriptTicket { TranscriptTicket(position: words.load(Self.durableWord)) }

  /// Appends a record; nil if there is no room, and then nothing happened. Producer's thread only.
  ///
  /// - Complexity: O(bytes), no allocation, no lock; a system call only if the writer sleeps.
  func append(_ head: RecordHead, _ payload: Span<UInt8>) -> TranscriptTicket? {
    precondition(payload.count <= mostBytes, "a record has a limit")
    let appended = words.load(Self.appendedWord)
    let extent = RecordHead.extent(payloadBytes: payload.count)
    let offset = Int(appended) & (capacityBytes - 1)
    let left = capacityBytes - offset
    let taken = UInt64(extent <= left ? extent : left + extent)
    guard appended + taken - words.load(Self.durableWord) <= UInt64(capacityBytes) else {
      words.store(Self.refusedWord, words.load(Self.refusedWord) + 1)
      return nil
    }
    if extent <= left {
      write(head, payload, at: offset)
    } else {
      // Records lie in one piece, and extents are multiples of 8: a filler's head fits always.
      fill(from: offset, count: left)
      write(head, payload, at: 0)
    }
    words.store(Self.recordsWord, words.load(Self.recordsWord) + 1)
    // Ordering: publishes the bytes for `unread`, and stands before the look at the sleeper.
    words.fetchAdd(Self.appendedWord, taken)
    bell.ringIfAsleep()
    return TranscriptTicket(position: appended + taken)
  }

  private func write(_ head: RecordHead, _ payload: Span<UInt8>, at offset: Int) {
    var head = head
    head.payloadBytes = UInt32(payload.count)
    // Safety: the extent from the offset is inside the ring, and the reader's no more.
    unsafe (memory + offset).storeBytes(of: head, as: RecordHead.self)
    unsafe payload.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe (memory + offset + RecordHead.byteCount)
        .copyMemory(from: start, byteCount: bytes.count)
    }
  }

  /// The first eight bytes of a head say all that there is to say of a filler.
  private func fill(from offset: Int, count: Int) {
    // Safety: as above; `payloadBytes` is the head's first field, `kind` the next byte.
    unsafe (memory + offset).storeBytes(of: UInt32(count), as: UInt32.self)
    unsafe (memory + offset + 4).storeBytes(of: RecordKind.filler.rawValue, as: UInt8.self)
  }

  // MARK: The writer's side

  /// Where the producer is.
  var unread: UInt64 { words.load(Self.appendedWord) }

  /// Whether so much of the ring waits to be written that it is time: a quarter, or half where
  /// nobody waits for it.
  var isFilling: Bool {
    let most = durability == .strict ? capacityBytes / 4 : capacityBytes / 2
    return unread - words.load(Self.durableWord) > UInt64(most)
  }

  /// Shows each record from the durable one up to a position, in order; the writer alone.
  func read(
    upTo end: UInt64, _ body: (RecordHead, UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var position = words.load(Self.durableWord)
    while position < end {
      let offset = Int(position) & (capacityBytes - 1)
      // Safety: what lies before `end` was written whole, and is not given back before `release`.
      let count = unsafe Int((memory + offset).load(as: UInt32.self))
      let kind = unsafe (memory + offset + 4).load(as: UInt8.self)
      if kind == RecordKind.filler.rawValue {
        position += UInt64(count)
        continue
      }
      let head = unsafe (memory + offset).load(as: RecordHead.self)
      let bytes = unsafe UnsafeRawBufferPointer(
        start: memory + offset + RecordHead.byteCount, count: count)
      unsafe try body(head, bytes)
      position += UInt64(RecordHead.extent(payloadBytes: count))
    }
  }

  /// All records up to a position are durable, that many in number: their room is the producer's.
  func release(upTo end: UInt64, records: Int) {
    guard end > words.load(Self.durableWord) else { return }
    words.store(Self.committedWord, words.load(Self.committedWord) + UInt64(records))
    // Ordering: releasing, so that the reads of the bytes come before the producer's next writes;
    // pairs with the loads in `append` and `acknowledgeable`.
    words.store(Self.durableWord, end)
    whenDurable()
  }

  /// Records that are not durable yet, the bytes they take, and how many found no room so far.
  var counts: (records: Int, bytes: Int, refused: Int) {
    // The reader's words first: so that nothing is counted as read before it was written.
    let (durable, committed) = (words.load(Self.durableWord), words.load(Self.committedWord))
    return (
      Int(words.load(Self.recordsWord) - committed),
      Int(words.load(Self.appendedWord) - durable), Int(words.load(Self.refusedWord))
    )
  }
}
