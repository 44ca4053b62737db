// Messages in pages: what went in comes out, and bytes that are no page do no harm.

import Foundation
import GRDB
import SeededTests
import Testing

@testable import Transcripts

struct PageTests {
  /// A page full of messages of any lengths, and what they were.
  private func page(_ draws: inout SeededDraws) -> (MessagePage, [(PagedMessage, [UInt8])]) {
    var page = MessagePage(from: 7)
    var messages: [(PagedMessage, [UInt8])] = []
    while true {
      let bytes = draws.bytes(draws.below(400))
      guard page.hasRoom(for: bytes.count) else { return (page, messages) }
      var head = RecordHead(
        .message, Int64(bitPattern: draws.next()), at: time(Int64(draws.below(1_000_000))))
      head.party = UInt8(draws.below(256))
      head.number = UInt32(draws.below(1 << 32))
      let previous = draws.once(in: 3) ? nil : Int64(1 + draws.below(1 << 50))
      let start = page.bytes.count + 34
      // Safety: the bytes are a local array's, and are copied while the call lasts.
      unsafe bytes.withUnsafeBytes { unsafe page.append(head, $0, after: previous) }
      messages.append(
        (
          PagedMessage(
            dialogue: head.key, party: head.party, sequence: head.number,
            unixMicroseconds: head.unixMicroseconds, previous: previous,
            bytes: start..<start + bytes.count), bytes
        ))
    }
  }

  @Test("what went in comes out")
  func roundTrip() {
    var draws = RandomTests.draws(of: "pages")
    for _ in 0..<50 {
      let (page, messages) = page(&draws)
      #expect(page.bytes.count <= MessagePage.mostBytes && page.count == messages.count)
      for (place, message) in messages.enumerated() {
        let found = MessagePage.message(at: place, of: page.bytes)
        #expect(found == message.0)
        #expect(found.map { Array(page.bytes[$0.bytes]) } == message.1)
      }
      #expect(MessagePage.message(at: page.count, of: page.bytes) == nil)
      #expect(MessagePage.message(at: -1, of: page.bytes) == nil)
    }
  }

  @Test("a page that was cut or changed has fewer messages, and none beyond its end")
  func damage() {
    var draws = RandomTests.draws(of: "damaged pages")
    let (page, _) = page(&draws)
    for cut in 0..<page.bytes.count {
      var bytes = Array(page.bytes[..<cut])
      if draws.once(in: 2), cut > 0 { bytes[draws.below(cut)] ^= UInt8(1 + draws.below(255)) }
      var count = 0
      while let message = MessagePage.message(at: count, of: bytes) {
        #expect(message.bytes.upperBound <= bytes.count)
        count += 1
      }
      #expect(count * 34 <= cut)
    }
  }

  @Test("messages of a damaged page that follow each other in a circle are read once")
  func circle() throws {
    let folder = try Scratch()
    let store = try folder.store()
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    #expect(queue.say([7], in: dialogue, sequence: 1) != nil)
    #expect(store.commit())
    let database = try folder.stranger()
    try database.write { db in
      var bytes = [UInt8](try #require(try Data.fetchOne(db, sql: "SELECT bytes FROM page")))
      let own = try #require(try Int64.fetchOne(db, sql: "SELECT first FROM page"))
      for place in 0..<8 { bytes[16 + place] = UInt8(truncatingIfNeeded: own >> (8 * place)) }
      try db.execute(sql: "UPDATE page SET bytes = ?", arguments: [Data(bytes)])
    }
    #expect(try folder.messages().map(\.bytes) == [[7]])
  }

  @Test("a message that is larger than a page is alone in one")
  func large() throws {
    let folder = try Scratch()
    let store = try folder.store()
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    let sizes = [0, 3_966, 3_967, 10, 65_536, 1, 2]
    for (place, size) in sizes.enumerated() {
      let bytes = [UInt8](repeating: UInt8(place), count: size)
      #expect(queue.say(bytes, in: dialogue, sequence: place + 1) != nil)
    }
    #expect(store.commit())
    #expect(try folder.messages().map(\.bytes.count) == sizes)
    #expect(
      try folder.messages().map { $0.bytes.first.map { Int($0) } ?? 0 } == [0, 1, 2, 3, 4, 5, 6])
  }
}
