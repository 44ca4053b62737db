// The ring between a loop and the writer: bounded, in order, nothing lost, nothing allocated.

import Rings
import SeededTests
import Testing

@testable import Transcripts

#if canImport(CJemalloc)
  import CJemalloc
#endif

struct QueueTests {
  static func queue(bytes: Int, mostBytes: Int = 200) throws -> TranscriptQueue {
    let bell = try #require(WriterBell())
    return TranscriptQueue(
      capacityBytes: bytes, mostBytes: mostBytes, durability: .strict, bell: bell, whenDurable: {})
  }

  let dialogue = DialogueKey(run: 1, number: 1)

  @Test("a full queue says so, keeps what it has, and has room again when that is durable")
  func full() throws {
    let queue = try Self.queue(bytes: 4_096)
    var appended = 0
    var last = TranscriptTicket.none
    while let ticket = queue.say([1, 2, 3], in: dialogue, sequence: appended + 1) {
      #expect(ticket > last)
      last = ticket
      appended += 1
    }
    // A message of three bytes takes the head's forty and eight.
    #expect(appended == 4_096 / 48)
    #expect(queue.counts.refused == 1)
    #expect(queue.durable == .none)
    queue.release(upTo: queue.unread, records: appended)
    #expect(queue.durable == last)
    #expect(queue.say([1, 2, 3], in: dialogue, sequence: appended + 1) != nil)
  }

  @Test("what goes in comes out, in order and byte for byte, wherever the ring ends")
  func order() throws {
    var draws = SeededDraws(seed: RandomTests.seed)
    let queue = try Self.queue(bytes: 4_096)
    var waiting: [[UInt8]] = []
    for step in 0..<20_000 {
      if draws.below(3) > 0 {
        let bytes = draws.bytes(draws.below(201))
        if queue.say(bytes, in: dialogue, sequence: step) != nil { waiting.append(bytes) }
      } else {
        let end = queue.unread
        var read: [[UInt8]] = []
        // Safety: copied while the queue holds them.
        unsafe queue.read(upTo: end) { _, bytes in unsafe read.append([UInt8](bytes)) }
        #expect(read == waiting)
        queue.release(upTo: end, records: read.count)
        waiting = []
        #expect(queue.counts.records == 0 && queue.counts.bytes == 0)
      }
    }
  }

  @Test("one thread appends while another reads: each record once, in order")
  func threads() throws {
    let queue = try Self.queue(bytes: 4_096)
    let (count, dialogue) = (200_000, dialogue)
    let producer = SystemThread {
      var sequence = 1
      while sequence <= count {
        let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: sequence % 150)
        if queue.say(bytes, in: dialogue, sequence: sequence) != nil { sequence += 1 }
      }
    }
    var next = 1
    var isRight = true
    while next <= count {
      let end = queue.unread
      let before = next
      // Safety: looked at while the queue holds them.
      unsafe queue.read(upTo: end) { head, bytes in
        let expected = UInt8(truncatingIfNeeded: next)
        isRight =
          unsafe isRight && head.number == next && bytes.count == next % 150
          && bytes.allSatisfy { $0 == expected }
        next += 1
      }
      queue.release(upTo: end, records: next - before)
    }
    try #require(producer != nil)
    producer?.join()
    #expect(isRight)
  }

  @Test("relaxed: senders may be told at once; strict: when it is durable")
  func durabilities() throws {
    for durability in TranscriptDurability.allCases {
      let bell = try #require(WriterBell())
      let queue = TranscriptQueue(
        capacityBytes: 4_096, mostBytes: 64, durability: durability, bell: bell, whenDurable: {})
      let ticket = try #require(queue.say([1], in: dialogue, sequence: 1))
      #expect((queue.acknowledgeable >= ticket) == (durability == .lenient))
      queue.release(upTo: queue.unread, records: 1)
      #expect(queue.acknowledgeable >= ticket)
    }
  }

  #if canImport(CJemalloc)
    /// Where jemalloc counts the bytes that this thread allocates; asking allocates, looking not.
    private static func counter() -> UnsafePointer<UInt64> {
      // Safety: `thread.allocatedp` is a pointer to 64 bits of this thread, says the manual.
      var place: UnsafePointer<UInt64>? = nil
      var size = MemoryLayout<Int>.size
      unsafe _ = mallctl("thread.allocatedp", &place, &size, nil, 0)
      guard let place = unsafe place else { preconditionFailure("jemalloc does not count") }
      return unsafe place
    }

    @Test("appending allocates nothing, be the queue full or not")
    func allocations() throws {
      let queue = try Self.queue(bytes: 1 << 16)
      let text = [UInt8](repeating: 65, count: 128)
      let message = TranscriptMessage(dialogue: dialogue, party: 0, sequence: 1, time: time(0))
      // Safety: this thread lives, and the test stays on it.
      let allocated = unsafe Self.counter()
      let other = unsafe allocated.pointee
      let box = [UInt64](repeating: 1, count: 100)
      let counted = unsafe allocated.pointee - other
      #expect(counted >= UInt64(8 * box.count), "the counter counts")
      // The language makes its own tables at a first call.
      _ = queue.append(message, text.span)
      _ = queue.acknowledge(in: dialogue, by: 1, of: 0, upTo: 1, at: message.time)
      var refused = 0
      let before = unsafe allocated.pointee
      for _ in 0..<1_000 where queue.append(message, text.span) == nil { refused += 1 }
      for _ in 0..<1_000 {
        _ = queue.acknowledge(in: dialogue, by: 1, of: 0, upTo: 1, at: message.time)
      }
      let after = unsafe allocated.pointee
      #expect(after == before)
      #expect(refused > 0 && refused < 1_000)
    }
  #endif
}
