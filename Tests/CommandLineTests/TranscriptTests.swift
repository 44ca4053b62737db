// `sangdam transcript`: what a store has kept, out again as text and as JSON Lines.

import Consulting
import Foundation
import Testing
import Transcripts

struct TranscriptTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// A moment that many seconds after 9 o'clock on 26 November 2026, UTC.
  private func time(_ seconds: Int64) -> TranscriptTime {
    TranscriptTime(unixMicroseconds: (1_795_683_600 + seconds) * 1_000_000)
  }

  private static let hostile = "\u{1b}]0;mine\u{7}\nagent: \u{202E}no\u{85}"

  /// Two consultations an hour apart, the first with two messages.
  private func keep() throws {
    let store = try TranscriptStore(path: folder.path("t.db"), at: time(0))
    let queue = store.makeQueue()
    try store.start()
    let code = try IdentificationCode("c1-ko-43211507-000-0000-o")
    for number in UInt32(1)...2 {
      let consultation = ConsultationKey(run: 1, number: number)
      let dialogue = DialogueKey(run: 1, number: number + 10)
      let start = Int64(number - 1) * 3_600
      let agent = TranscriptParty(
        party: 1, role: .agent, session: SessionKey(run: 1, number: 9), name: "seoul-1",
        address: "127.0.0.1", port: 5_000)
      let events: [TranscriptEvent] = [
        .asked(consultation, code, question: Self.hostile, by: nil),
        .began(dialogue, of: consultation),
        .joined(dialogue, agent),
      ]
      for event in events { try #require(queue.append(event, at: time(start)) != nil) }
      guard number == 1 else { continue }
      for (party, bytes) in [(UInt8(0), Array(Self.hostile.utf8)), (1, [0xFF, 0x41])] {
        let message = TranscriptMessage(
          dialogue: dialogue, party: party, sequence: 1, time: time(5))
        try #require(queue.append(message, bytes.span) != nil)
      }
      try #require(queue.append(.closed(consultation, .customer), at: time(60)) != nil)
    }
    #expect(store.stop() == 0)
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test("JSON Lines give back what was written, byte by byte")
  func json() throws {
    try keep()
    let ending = try Program.run("transcript", "t.db", "--json", in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    let lines = try objects(ending.output)
    #expect(
      lines.map { $0["type"] as? String } == [
        "consultation", "message", "message", "consultation",
      ])
    #expect(lines[0]["consultation"] as? String == "1-1")
    #expect(lines[0]["question"] as? String == Self.hostile)
    #expect(lines[0]["opened"] as? String == "2026-11-26T09:00:00.000000Z")
    #expect(lines[0]["closed"] as? String == "2026-11-26T09:01:00.000000Z")
    #expect(lines[0]["reason"] as? String == "customer" && lines[3]["closed"] == nil)
    let parties = try #require(lines[0]["parties"] as? [[String: Any]])
    #expect(parties.map { $0["from"] as? String } == ["127.0.0.1:5000"])
    #expect(lines[1]["text"] as? String == Self.hostile)
    #expect(lines[1]["time"] as? String == "2026-11-26T09:00:05.000000Z")
    #expect(lines[2]["base64"] as? String == "/0E=" && lines[2]["text"] == nil)
    #expect(lines[2]["name"] as? String == "seoul-1" && lines[2]["sequence"] as? Int == 1)
  }

  @Test(
    "nothing that a stranger wrote reaches a terminal as more than letters",
    arguments: [
      [], ["--json"], ["--list"],
    ])
  func hostile(options: [String]) throws {
    try keep()
    let ending = try Program.run(["transcript", "t.db"] + options, input: [], in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    let acting = ending.output.unicodeScalars.filter { scalar in
      let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
      return isControl || (0x202A...0x202E).contains(scalar.value)
    }
    #expect(acting.isEmpty)
  }

  @Test("the text has a line for each consultation, who took part, its question and each message")
  func text() throws {
    try keep()
    let ending = try Program.run("transcript", "t.db", "--consultation", "1-1", in: folder)
    let escaped = #"\u{1b}]0;mine\u{7}\nagent: \u{202e}no\u{85}"#
    #expect(
      ending.output == """
        1-1  2026-11-26T09:00:00.000000Z to 2026-11-26T09:01:00.000000Z (customer)  \
        c1-ko-43211507-000-0000-o  2 messages
          agent seoul-1 from 127.0.0.1:5000
          question: \(escaped)
          2026-11-26T09:00:05.000000Z  party 0: \(escaped)
          2026-11-26T09:00:05.000000Z  agent seoul-1: \u{FFFD}A

        """)
  }

  @Test(
    "times select by when it was asked, from one and before the other",
    arguments: [
      (["--since", "2026-11-26T09:00:00.000001Z"], ["1-2"]),
      (["--until", "2026-11-26T10:00"], ["1-1"]),
      (["--since", "2026-11-26T18:00+09:00", "--until", "2026-11-27"], ["1-1", "1-2"]),
      (["--since", "2026-11-27"], []), (["--dialogue", "1-12"], ["1-2"]),
    ])
  func selection(options: [String], expected: [String]) throws {
    try keep()
    let ending = try Program.run(
      ["transcript", "t.db", "--json", "--list"] + options, input: [], in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    #expect(try objects(ending.output).map { $0["consultation"] as? String } == expected)
  }

  @Test(
    "what cannot be read is an error in words, exit code 2, and nothing is made",
    arguments: [
      (["none.db"], "none.db: error: there is no such file"),
      (["s.yaml"], "s.yaml: error: this is no database of transcripts"),
      (["."], ".: error:"),
      (["t.db", "--consultation", "9-9"], "t.db: error: there is no consultation 9-9"),
      (["t.db", "--consultation", "x"], "'x'"), (["t.db", "--since", "2026-02-30"], "2026-02-30"),
      (["t.db", "--since", "2026-11-27", "--until", "2026-11-26"], "--since is not before"),
    ])
  func faults(arguments: [String], complaint: String) throws {
    try keep()
    _ = try folder.scenario()
    let before = folder.names()
    let ending = try Program.run(["transcript"] + arguments, input: [], in: folder)
    #expect(ending.code == 2 && ending.isOrderly && ending.output.isEmpty)
    #expect(ending.complaint.contains(complaint), "\(ending.complaint)")
    // SQLite's two files beside the database may stay behind a reader.
    let may: Set = ["stdin", "out-1", "err-1", "t.db-shm", "t.db-wal"]
    #expect(Set(folder.names()).subtracting(before).isSubset(of: may))
  }
}
