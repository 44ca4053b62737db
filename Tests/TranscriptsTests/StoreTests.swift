// A database of transcripts: opened, written in transactions, read again, refused when it must be.

import Consulting
import Foundation
import GRDB
import Testing

@testable import Transcripts

struct StoreTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test("what was written can be read: question, parties, messages in the order they came")
  func roundTrip() throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    try store.start()
    let dialogue = try queue.begin(run: store.run, 7, question: "왜? \u{1b}[31m")
    let customer = TranscriptParty(
      party: 0, role: .customer, session: SessionKey(run: 1, number: 3), name: "",
      address: "127.0.0.1", port: 5_000)
    let agent = TranscriptParty(
      party: 1, role: .agent, session: SessionKey(run: 1, number: 1), name: "seoul-1",
      address: "2001:db8::7", port: 0)
    #expect(queue.append(.joined(dialogue, customer), at: time(1)) != nil)
    #expect(queue.append(.joined(dialogue, agent), at: time(2)) != nil)
    #expect(queue.say(Array("hello".utf8), in: dialogue, sequence: 1, at: time(3)) != nil)
    #expect(queue.say([0xFF, 0], in: dialogue, party: 1, sequence: 1, at: time(4)) != nil)
    #expect(queue.say([], in: dialogue, sequence: 2, at: time(5)) != nil)
    #expect(queue.append(.left(dialogue, party: 1), at: time(6)) != nil)
    #expect(queue.append(.ended(dialogue, .customer), at: time(7)) != nil)
    let consultation = ConsultationKey(run: 1, number: 7)
    #expect(queue.append(.closed(consultation, .customer), at: time(8)) != nil)
    #expect(store.stop() == 0)

    let items = try folder.items()
    guard case .consultation(let entry)? = items.first else {
      Issue.record("no consultation")
      return
    }
    #expect(entry.consultation == consultation && entry.question == "왜? \u{1b}[31m")
    #expect(entry.code == "c1-ko-43211507-000-0000-o" && entry.language == "ko")
    #expect(entry.opened == time(0) && entry.closed == time(8) && entry.reason == "customer")
    #expect(entry.parties.map(\.name) == ["", "seoul-1"])
    #expect(entry.parties.map(\.left) == [nil, time(6)])
    #expect(entry.parties.map(\.address) == ["127.0.0.1", "2001:db8::7"])
    #expect(entry.parties.map(\.port) == [5_000, 0])
    #expect(entry.messages == 3)
    let messages = try folder.messages()
    #expect(messages.map(\.bytes) == [Array("hello".utf8), [0xFF, 0], []])
    #expect(messages.map(\.sequence) == [1, 1, 2])
    #expect(messages.map { $0.writer?.role } == ["customer", "agent", "customer"])
    #expect(messages.map(\.sent) == [time(3), time(4), time(5)])
  }

  @Test("each start of a server is a run of its own, and its messages come after those before")
  func runs() throws {
    for run in 1...3 {
      let store = try folder.store()
      #expect(store.run == UInt32(run))
      let queue = store.makeQueue()
      try store.start()
      let dialogue = run == 1 ? try queue.begin(run: 1, 1) : DialogueKey(run: 1, number: 1)
      #expect(queue.say([UInt8(run)], in: dialogue, sequence: run) != nil)
      store.stop()
    }
    #expect(try folder.messages().map(\.bytes) == [[1], [2], [3]])
  }

  @Test("many messages go into few transactions, and the figures add up")
  func groups() throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    let dialogue = try queue.begin(run: 1, 1)
    for sequence in 1...5_000 {
      #expect(queue.say(Array("hello".utf8), in: dialogue, sequence: sequence) != nil)
    }
    #expect(store.figures.queued == 5_002)
    try store.start()
    store.stop()
    let figures = store.figures
    #expect(figures.commits == 1)
    #expect(figures.committed == 5_002 && figures.messages == 5_000 && figures.bytes == 25_000)
    #expect(figures.queued == 0 && figures.queuedBytes == 0 && figures.failures == 0)
    #expect(figures.longestCommitNanoseconds > 0 && figures.lastFault == nil)
    #expect(try folder.messages().map(\.sequence) == (1...5_000).map { UInt32($0) })
  }

  @Test("whoever waits for durability is told of it")
  func telling() throws {
    let store = try folder.store()
    let bell = DispatchSemaphore(value: 0)
    let queue = store.makeQueue { bell.signal() }
    try store.start()
    let ticket = try #require(queue.say([1], in: DialogueKey(run: 1, number: 1), sequence: 1))
    while queue.acknowledgeable < ticket {
      #expect(bell.wait(timeout: .now() + 10) == .success)
    }
    store.stop()
  }

  @Test("the database is its owner's alone")
  func permissions() throws {
    let store = try folder.store()
    let queue = store.makeQueue()
    try store.start()
    let ticket = try #require(queue.say([1], in: DialogueKey(run: 1, number: 1), sequence: 1))
    #expect(folder.eventually { queue.durable >= ticket })
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.root) {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.root)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
    store.stop()
  }

  @Test("strict waits for the disk, relaxed does not")
  func synchronous() throws {
    for (durability, level) in [(TranscriptDurability.strict, 2), (.lenient, 1)] {
      var settings = TranscriptSettings()
      settings.durability = durability
      let store = try folder.store(settings)
      let found = try store.database.read { db in
        (
          try Int.fetchOne(db, sql: "PRAGMA synchronous"),
          try String.fetchOne(db, sql: "PRAGMA journal_mode")
        )
      }
      #expect(found == (level, "wal"))
    }
  }

  @Test("a page is found by its key, however many there are")
  func lookup() throws {
    let store = try folder.store()
    let steps = try store.database.read { db in
      try String.fetchAll(
        db,
        sql: "EXPLAIN QUERY PLAN \(PageReader.sql)", arguments: [1],
        adapter: SuffixRowAdapter(fromIndex: 3))
    }
    #expect(steps.contains { $0.contains("SEARCH page USING INTEGER PRIMARY KEY") }, "\(steps)")
    #expect(!steps.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(steps)")
  }

  @Test("messages go to their table's end and to no index, which would cost a page a dialogue")
  func noIndex() throws {
    let store = try folder.store()
    let indexes = try store.database.read { try $0.indexes(on: "page") }
    #expect(indexes.isEmpty)
  }
}
