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
  private func missed(by reader: UInt8 = 1) throws -> MissedMessages? {
    let store = try folder.store()
    let dialogue = try #require(try store.unfinished().first)
    return try store.missed(by: reader, of: 0, in: dialogue)
  }

  /// Writes texts of so many bytes each, of which nobody acknowledges any.
  private func write(texts: [Int]) throws {
    var settings = TranscriptSettings()
    settings.mostBytes = 300_000
    let store = try folder.store(settings)
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    for (place, count) in texts.enumerated() {
      #expect(
        queue.say([UInt8](repeating: 97, count: count), in: dialogue, sequence: place + 1) != nil)
    }
    try store.start()
    store.stop()
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

  @Test(
    "512 messages, and nothing where a writer has kept to no limit",
    arguments: [(513, 512), (4_096, 512), (4_097, nil)])
  func count(written: Int, found: Int?) throws {
    try write(texts: [Int](repeating: 1, count: written))
    #expect(try missed()?.texts.count == found)
  }

  @Test(
    "128 KiB, and of a text that is too long itself one",
    arguments: [
      ([131_072, 1], 1), ([131_071, 1, 1], 2), ([140_000, 1], 1), ([60_000, 60_000, 20_000], 2),
    ])
  func bytes(texts: [Int], count: Int) throws {
    try write(texts: texts)
    #expect(try missed()?.texts.map(\.count) == Array(texts.prefix(count)))
  }
}
