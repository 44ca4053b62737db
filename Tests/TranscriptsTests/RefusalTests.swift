// A database that takes nothing for a while: nothing is acknowledged, nothing is lost.

import Foundation
import GRDB
import Testing
import Transcripts

struct RefusalTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  static let impatient: TranscriptSettings = {
    var settings = TranscriptSettings()
    settings.firstPauseMilliseconds = 1
    settings.longestPauseMilliseconds = 5
    return settings
  }()

  @Test("locked by somebody: nothing is acknowledged until the lock is gone")
  func locked() throws {
    let store = try folder.store(Self.impatient)
    let queue = store.makeQueue()
    try store.start()
    let other = try folder.stranger()
    let dialogue = DialogueKey(run: 1, number: 1)
    var last = TranscriptTicket.none
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      last = try #require(queue.say([1], in: dialogue, sequence: 1))
      #expect(folder.eventually { store.figures.failures >= 2 })
      last = try #require(queue.say([2], in: dialogue, sequence: 2))
      let figures = store.figures
      #expect(figures.isFailing && figures.lastFault == 5 && figures.committed == 0)
      #expect(figures.lastFaultWords == "SQLite error 5 (database is locked)")
      #expect(queue.acknowledgeable == .none)
      try db.execute(sql: "COMMIT")
    }
    #expect(folder.eventually { queue.acknowledgeable >= last })
    #expect(!store.figures.isFailing && store.figures.lastFault == 5)
    store.stop()
    let count = try other.read { try Int.fetchOne($0, sql: "SELECT sum(messages) FROM latest") }
    #expect(count == 2)
  }

  @Test("full: what was acknowledged stays, the rest waits, and all is there once there is room")
  func full() throws {
    var settings = Self.impatient
    settings.mostDatabaseBytes = 400_000
    settings.queueBytes = 1 << 16
    settings.mostBytes = 1_000
    let store = try folder.store(settings)
    let queue = store.makeQueue()
    try store.start()
    let dialogue = try queue.begin(run: 1, 1)
    let text = [UInt8](repeating: 65, count: 900)
    var tickets: [TranscriptTicket] = []
    // Until the database is full, and then the queue.
    while tickets.count < 5_000 {
      if let ticket = queue.say(text, in: dialogue, sequence: tickets.count + 1) {
        tickets.append(ticket)
      } else if store.figures.isFailing {
        break
      } else {
        usleep(1_000)
      }
    }
    #expect(store.figures.lastFault == 13, "\(store.figures)")
    #expect(store.figures.refused > 0)
    let kept = tickets.filter { $0 <= queue.acknowledgeable }.count
    #expect(kept > 0 && kept < tickets.count)
    #expect(try folder.messages().count == kept)
    // Somebody makes room: what was kept goes elsewhere.
    try folder.stranger().write { try $0.execute(sql: "DELETE FROM page") }
    let last = try #require(tickets.last)
    #expect(folder.eventually { queue.acknowledgeable >= last })
    #expect(!store.figures.isFailing)
    store.stop()
    #expect(
      try folder.messages().map(\.sequence) == (kept + 1...tickets.count).map { UInt32($0) })
  }

  @Test("a server that stops gives up on a database that takes nothing, and says what is left")
  func stopping() throws {
    let store = try folder.store(Self.impatient)
    let queue = store.makeQueue()
    try store.start()
    let other = try folder.stranger()
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(queue.say([1], in: DialogueKey(run: 1, number: 1), sequence: 1) != nil)
      #expect(store.stop(within: .milliseconds(50)) == 1)
      try db.execute(sql: "COMMIT")
    }
  }
}
