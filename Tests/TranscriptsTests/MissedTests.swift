// What somebody has not acknowledged, as a server that starts anew finds it.

import Testing

@testable import Transcripts

struct MissedTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A dialogue in which the customer has written under these numbers, one byte more each, and the
  /// agent, or who joined later, has acknowledged one.
  private func write(_ numbers: [Int], acknowledged: UInt32, by reader: UInt8 = 1) throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    for (place, number) in numbers.enumerated() {
      let bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: place + 1)
      #expect(queue.say(bytes, in: dialogue, sequence: number) != nil)
    }
    #expect(
      queue.acknowledge(in: dialogue, by: reader, of: 0, upTo: acknowledged, at: time(0)) != nil)
    try store.start()
    store.stop()
  }

  /// What the agent of that dialogue, or who joined later, may not have.
  private func missed(
    by reader: UInt8 = 1, mostMessages: Int = 512, mostBytes: Int = 131_072
  ) throws -> MissedMessages? {
    let store = try folder.store()
    let dialogue = try #require(try store.unfinished().first)
    return try store.missed(
      by: reader, of: 0, in: dialogue, mostMessages: mostMessages, mostBytes: mostBytes)
  }

  @Test("all of it, from the first that is not acknowledged")
  func all() throws {
    try write([1, 2, 3, 4], acknowledged: 2)
    let missed = try #require(try missed())
    #expect(missed.reader == 1 && missed.writer == 0 && missed.acknowledged == 2)
    #expect(missed.texts == [[3, 3, 3], [4, 4, 4, 4]])
  }

  @Test("nothing, where all is acknowledged", arguments: [2, 9])
  func nothing(acknowledged: UInt32) throws {
    try write([1, 2], acknowledged: acknowledged)
    #expect(try missed() == nil)
  }

  @Test("nothing behind a number that is not on record", arguments: [0, 1, 2])
  func gap(acknowledged: UInt32) throws {
    try write([1, 2, 4, 5], acknowledged: acknowledged)
    #expect(try missed()?.texts.count ?? 0 == 2 - Int(acknowledged))
  }

  @Test("of who joined later, what is behind his acknowledgements", arguments: [0, 1, 2])
  func joinedLater(acknowledged: UInt32) throws {
    try write([1, 2], acknowledged: acknowledged, by: 2)
    #expect(try missed(by: 2)?.texts == (acknowledged == 1 ? [[2, 2]] : nil))
  }

  @Test("nothing, where a writer has kept to no limit", arguments: [4_096, 4_097])
  func unlimited(count: Int) throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    for number in 1...count { #expect(queue.say([1], in: dialogue, sequence: number) != nil) }
    try store.start()
    store.stop()
    let unfinished = try #require(try store.unfinished().first)
    let found = try store.missed(by: 1, of: 0, in: unfinished)
    #expect(found?.texts.count == (count > 4_096 ? nil : 512))
  }

  @Test("as many as it may be")
  func count() throws {
    try write([1, 2, 3, 4], acknowledged: 1)
    #expect(try missed(mostMessages: 2)?.texts == [[2, 2], [3, 3, 3]])
  }

  @Test(
    "as many bytes as it may be, and of a text that is too long itself one",
    arguments: [(1, 1), (2, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
  func bytes(most: Int, count: Int) throws {
    try write([1, 2, 3, 4], acknowledged: 1)
    #expect(try missed(mostBytes: most)?.texts.count == count)
  }
}
