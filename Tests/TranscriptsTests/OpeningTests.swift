// Databases that must not be opened, or not by two.

import Foundation
import GRDB
import Testing
import Transcripts

struct OpeningTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// What opening to write and to read come to.
  private func faults() -> (TranscriptFault?, TranscriptFault?) {
    var found: (TranscriptFault?, TranscriptFault?)
    do throws(TranscriptFault) {
      _ = try TranscriptStore(path: folder.path, at: time(0))
    } catch {
      found.0 = error
    }
    do throws(TranscriptFault) {
      _ = try TranscriptArchive(path: folder.path)
    } catch {
      found.1 = error
    }
    return found
  }

  @Test("a file that is no database is left as it is")
  func noDatabase() throws {
    let text = Data("name,price\n".utf8) + Data(repeating: 65, count: 2_000)
    try text.write(to: URL(fileURLWithPath: folder.path))
    #expect(faults() == (.notOurs, .notOurs))
    #expect(FileManager.default.contents(atPath: folder.path) == text)
  }

  @Test("another program's database is left as it is")
  func foreign() throws {
    try folder.stranger().write { try $0.execute(sql: "CREATE TABLE price (amount INTEGER)") }
    let before = FileManager.default.contents(atPath: folder.path)
    #expect(faults() == (.notOurs, .notOurs))
    #expect(FileManager.default.contents(atPath: folder.path) == before)
  }

  @Test("a database that a later version has changed is refused")
  func newer() throws {
    _ = try folder.store()
    try folder.stranger().write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 something else')")
    }
    #expect(faults() == (.newer, .newer))
  }

  @Test("one that is not there can be made, not read")
  func missing() {
    do throws(TranscriptFault) {
      _ = try TranscriptArchive(path: folder.path)
      Issue.record("opened")
    } catch {
      #expect(error == .missing)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test("two servers do not share a database; a reader may look on")
  func shared() throws {
    let store = try folder.store()
    #expect(faults() == (.inUse, nil))
    withExtendedLifetime(store) {}
  }

  @Test("a folder that is not there is the system's fault")
  func noFolder() {
    do throws(TranscriptFault) {
      _ = try TranscriptStore(path: "\(folder.root)/none/t.db", at: time(0))
      Issue.record("opened")
    } catch {
      #expect(error == .system(ENOENT))
    }
  }

  @Test("keys can be read as they are written, and nothing else can")
  func keys() {
    let key = DialogueKey(run: 3, number: 17)
    #expect(key.description == "3-17" && DialogueKey("3-17") == key && key.bits == 3 << 32 | 17)
    for text in ["", "3", "3-", "-17", "3-17-1", "3-x", "+3-17", "2147483648-1", "1-4294967296"] {
      #expect(DialogueKey(text) == nil, "\(text)")
    }
  }
}
