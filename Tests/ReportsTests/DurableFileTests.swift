// Files that are there as a whole or not at all, on disks that are full, closed or missing.

import Foundation
import Glibc
import Reports
import Testing

@Suite("durable files")
struct DurableFileTests {
  private func inDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer {
      do { try FileManager.default.removeItem(at: directory) } catch { Issue.record(error) }
    }
    try body(directory.path)
  }

  private func content(_ path: String) throws -> String {
    try String(contentsOf: URL(filePath: path), encoding: .utf8)
  }

  @Test("a file is new or replaced as a whole, and no temporary name stays")
  func replaces() throws {
    try inDirectory { directory in
      let path = "\(directory)/result.json"
      for text in ["old", String(repeating: "new", count: 1 << 20), ""] {
        try DurableFile.write(Array(text.utf8), to: path)
        #expect(try content(path) == text)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["result.json"])
    }
  }

  @Test("whoever holds the old file open still reads the old content")
  func oldReader() throws {
    try inDirectory { directory in
      let path = "\(directory)/result.json"
      try DurableFile.write(Array("old".utf8), to: path)
      let reader = try FileHandle(forReadingFrom: URL(filePath: path))
      try DurableFile.write(Array("new".utf8), to: path)
      #expect(try reader.readToEnd() == Data("old".utf8))
    }
  }

  @Test("a full disk is an error that names the file and what to do")
  func fullDisk() throws {
    // Safety: the path is a null-terminated literal.
    let full = unsafe open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    let error = #expect(throws: DurableFileError.self) {
      try DurableFile.fill(full, with: [1, 2, 3], for: "results/run.json")
    }
    #expect(error?.code == ENOSPC && error?.step == .write)
    let words = error?.description ?? ""
    #expect(words.hasPrefix("cannot write results/run.json: writing failed: No space left"))
    #expect(words.contains("free some space"))
    #expect(fcntl(full, F_GETFD) == -1, "the descriptor stays open")
  }

  @Test("a missing directory is an error before anything is written")
  func missingDirectory() throws {
    let error = #expect(throws: DurableFileError.self) {
      try DurableFile.write([], to: "/no-such-directory/result.json")
    }
    #expect(error?.step == .create && error?.code == ENOENT)
    #expect(error?.description.contains("make the directory first") == true)
  }

  @Test("a directory in the way is an error and leaves no temporary file")
  func directoryInTheWay() throws {
    try inDirectory { directory in
      let path = "\(directory)/result.json"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      let error = #expect(throws: DurableFileError.self) { try DurableFile.write([1], to: path) }
      #expect(error?.step == .rename && error?.code == EISDIR)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["result.json"])
    }
  }

  @Test("a name without a directory is written where the process stands, a root name at the root")
  func bareNames() throws {
    let error = #expect(throws: DurableFileError.self) {
      try DurableFile.write([1], to: "/proc/result.json")
    }
    #expect(error?.step == .create)
    let name = ".durable-\(UUID().uuidString)"
    try DurableFile.write([65], to: name)
    #expect(try content(name) == "A")
    try FileManager.default.removeItem(atPath: name)
  }
}
