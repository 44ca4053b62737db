// Where the transcripts of a history are, in a folder of its own.

import Foundation
import Transcripts

/// A database for servers that follow each other.
final class TranscriptFolder {
  private let folder: URL

  init() throws {
    // In memory where that is possible: nothing but processes ends here.
    let memory = URL(filePath: "/dev/shm", directoryHint: .isDirectory)
    let isThere = FileManager.default.isWritableFile(atPath: memory.path())
    folder = (isThere ? memory : FileManager.default.temporaryDirectory)
      .appending(path: "consult-network-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("left behind: \(folder.path())")
    }
  }

  var path: String { folder.appending(path: "transcripts.sqlite").path() }

  /// For one more server.
  func store(_ durability: TranscriptDurability) throws -> TranscriptStore {
    var settings = TranscriptSettings()
    settings.durability = durability
    settings.queueBytes = 1 << 20
    return try TranscriptStore(
      path: path, settings: settings, at: TranscriptTime(unixMicroseconds: 0))
  }

  /// A message that is on record, as those who write know it.
  struct Kept {
    let dialogue: DialogueKey
    let party: UInt8
    let number: UInt32
    let text: String
  }

  /// The messages that are on record.
  func messages() throws -> [Kept] {
    var found: [Kept] = []
    try TranscriptArchive(path: path).walk(TranscriptSelection()) { item in
      guard case .message(let message) = item else { return }
      found.append(
        Kept(
          dialogue: message.dialogue, party: message.party, number: message.sequence,
          text: String(decoding: message.bytes, as: UTF8.self)))
    }
    return found
  }
}
