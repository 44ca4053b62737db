// A folder of one test with a database in it, gone with the test.

import Consulting
import Foundation
import GRDB
import Testing
import Transcripts

/// An empty folder that is removed when its test is over.
final class Scratch {
  let root: String

  init() throws {
    root = NSTemporaryDirectory() + "sangdam-transcripts-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: root)
    } catch {
      print("\(root) stays: \(error)")
    }
  }

  /// The path of the test's database.
  var path: String { "\(root)/transcripts.db" }

  /// Opens the database to write.
  func store(_ settings: TranscriptSettings = TranscriptSettings()) throws -> TranscriptStore {
    try TranscriptStore(path: path, settings: settings, at: time(0))
  }

  /// Everything that the database shows.
  func items(_ selection: TranscriptSelection = TranscriptSelection()) throws -> [TranscriptItem] {
    var items: [TranscriptItem] = []
    try TranscriptArchive(path: path).walk(selection) { items.append($0) }
    return items
  }

  /// All messages in order.
  func messages() throws -> [MessageEntry] {
    try items().compactMap { item in
      if case .message(let entry) = item { return entry }
      return nil
    }
  }

  /// The database as somebody else opens it.
  func stranger() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Waits until something holds; whether it did within ten seconds.
  func eventually(_ holds: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<10_000 {
      if try holds() { return true }
      usleep(1_000)
    }
    return false
  }
}

/// That many microseconds into a day in 2026.
func time(_ microseconds: Int64) -> TranscriptTime {
  TranscriptTime(unixMicroseconds: 1_795_651_200_000_000 + microseconds)
}

extension TranscriptQueue {
  /// Appends a message of those bytes.
  func say(
    _ bytes: [UInt8], in dialogue: DialogueKey, party: UInt8 = 0, sequence: Int,
    at moment: TranscriptTime = time(0)
  ) -> TranscriptTicket? {
    append(
      TranscriptMessage(
        dialogue: dialogue, party: party, sequence: UInt32(sequence), time: moment), bytes.span)
  }

  /// A consultation with one dialogue of the same number begins.
  func begin(run: UInt32, _ number: UInt32, question: String = "") throws -> DialogueKey {
    let consultation = ConsultationKey(run: run, number: number)
    let dialogue = DialogueKey(run: run, number: number)
    let code = try IdentificationCode("c1-ko-43211507-000-0000-o")
    try #require(
      append(.asked(consultation, code, question: question, by: nil), at: time(0)) != nil)
    try #require(append(.began(dialogue, of: consultation), at: time(0)) != nil)
    return dialogue
  }
}
