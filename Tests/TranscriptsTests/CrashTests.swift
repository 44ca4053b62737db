// A server that is killed in the middle of committing, again and again on one database.

import Foundation
import SeededTests
import Testing
import Transcripts

@Suite(.serialized)
struct CrashTests {
  /// Senders that take turns at random, each in a dialogue of its own.
  static let senders = 5

  @Test("killed at any moment: whatever was acknowledged is there exactly once, in order")
  func killed() async throws {
    let folder = try Scratch()
    var most = 0
    for round in 1...12 {
      let seed = RandomTests.seed &* 1_000 &+ UInt64(round)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = folder.path as String, seed = seed as UInt64] in
        try DoomedServer(path: path, seed: seed).run()
      }
      try check(folder, round: round)
      let now = try folder.messages().count
      #expect(now >= most, "what was there stays")
      most = now
    }
    #expect(most > 100, "it was worth it")
  }

  private func check(_ folder: Scratch, round: Int) throws {
    let messages = try folder.messages()
    for sender in 0..<Self.senders {
      let key = DialogueKey(run: 1, number: UInt32(sender + 1))
      let own = messages.filter { $0.dialogue == key }
      // Exactly once, in order, without a gap: 1, 2, 3, …
      #expect(own.map { Int($0.sequence) } == Array(1..<own.count + 1), "round \(round)")
      #expect(own.allSatisfy { $0.bytes == DoomedServer.text(sender, Int($0.sequence)) })
      let acknowledged = DoomedServer.acknowledged(folder.path, sender)
      #expect(acknowledged <= own.count, "round \(round)")
    }
  }
}

/// Writes until it is killed, and notes outside of the database what it has acknowledged.
struct DoomedServer {
  let path: String
  let seed: UInt64

  /// The text of a sender's message.
  static func text(_ sender: Int, _ sequence: Int) -> [UInt8] {
    let text = Array("sender \(sender), message \(sequence) ".utf8)
    return text + [UInt8](repeating: 46, count: sequence * 37 % 900)
  }

  /// The highest sequence number that was acknowledged to a sender; 0 if none was.
  static func acknowledged(_ path: String, _ sender: Int) -> Int {
    // A line is eight digits and a line feed: the last whole one counts.
    let lines = FileManager.default.contents(atPath: "\(path).told-\(sender)") ?? Data()
    let last = lines.prefix(lines.count / 9 * 9).suffix(9).dropLast()
    return Int(String(decoding: last, as: UTF8.self)) ?? 0
  }

  func run() throws -> Never {
    var draws = SeededDraws(seed: seed)
    let store = try TranscriptStore(path: path, at: time(0))
    let known = try store.unfinished()
    let queue = store.makeQueue()
    try store.start()
    let senders = CrashTests.senders
    if store.run == 1 {
      for sender in 1...senders { _ = try queue.begin(run: 1, UInt32(sender)) }
    }
    let dialogues = (1...senders).map { DialogueKey(run: 1, number: UInt32($0)) }
    var next = dialogues.map { key in
      Int(known.first { $0.dialogue == key }?.lastSequences[0] ?? 0) + 1
    }
    let files = (0..<senders).map { sender in
      // Safety: a path is a text that lives for the length of the call.
      unsafe open("\(path).told-\(sender)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    // The first round has to come as far as the beginnings of the dialogues.
    let delay = UInt32((store.run == 1 ? 100_000 : 1_000) + draws.below(40_000))
    Thread.detachNewThread {
      usleep(delay)
      kill(getpid(), SIGKILL)
    }
    var waiting: [(ticket: TranscriptTicket, sender: Int, sequence: Int)] = []
    while true {
      let sender = draws.below(senders)
      // Now and then one that is there already, as a client does that heard nothing.
      let isNew = draws.below(10) > 0 || next[sender] == 1
      let sequence = isNew ? next[sender] : 1 + draws.below(next[sender] - 1)
      let text = Self.text(sender, sequence)
      if let ticket = queue.say(text, in: dialogues[sender], sequence: sequence), isNew {
        waiting.append((ticket, sender, sequence))
        next[sender] += 1
      }
      let durable = queue.acknowledgeable
      let told = waiting.prefix { $0.ticket <= durable }
      for entry in told {
        let digits = String(entry.sequence)
        let line = String(repeating: "0", count: 8 - digits.count) + digits + "\n"
        // Safety: the text lives for the length of the call.
        _ = unsafe write(files[entry.sender], line, 9)
      }
      waiting.removeFirst(told.count)
      if draws.below(20) == 0 { usleep(UInt32(draws.below(300))) }
    }
  }
}
