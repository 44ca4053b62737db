// The file of contacts: order, spelling, and what is left when something is in the way.

import Foundation
import Glibc
import Reports
import Tallies
import Testing

@Suite("the file of contacts")
struct ContactFileTests {
  private static let header =
    "replication,demand,ordinal,attempt,arrived_s,wait_s,outcome,ring,agents,agent,match_score,"
    + "handle_s,first_response_s,retried,helped,unresolved\r\n"

  private func inDirectory(_ body: (String) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
    defer {
      do { try FileManager.default.removeItem(at: directory) } catch { Issue.record(error) }
    }
    try body(directory.path)
  }

  private func names(_ directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  /// Customers of the first stream who gave up, numbered on.
  private func block(
    _ replication: Int, _ ordinals: ClosedRange<UInt32>, isLast: Bool = false
  ) -> ContactBlock {
    let rows = ordinals.map { ordinal in
      var row = ContactRow(
        stream: 0, ordinal: ordinal, outcome: .abandoned, arrivedNanoseconds: 1_500_000_000)
      row.waitedNanoseconds = 20_000_000_000
      return row
    }
    return ContactBlock(replication: replication, rows: rows, isLast: isLast)
  }

  private func line(_ replication: Int, _ ordinal: Int) -> String {
    "\(replication),korean,\(ordinal),0,1.5,20,abandoned,,,,,,,0,0,\r\n"
  }

  @Test("rows stand in the order of the replications, whichever came first")
  func order() throws {
    try inDirectory { directory in
      let path = "\(directory)/c.csv"
      let file = try ContactFile(path: path, plan: SmallRun.plan())
      for block in [
        block(1, 0...0), block(0, 0...1), block(2, 0...0, isLast: true), block(1, 1...1),
        block(0, 2...2, isLast: true), block(3, 0...0), block(1, 2...2, isLast: true),
        block(3, 1...1, isLast: true),
      ] { file.receive(block) }
      #expect(try names(directory) != ["c.csv"], "nothing has its name before the end")
      try file.finish()
      let rows = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (3, 0), (3, 1)]
      #expect(try text(path) == Self.header + rows.map { line($0.0, $0.1) }.joined())
      #expect(try names(directory) == ["c.csv"])
    }
  }

  @Test("a replication that was broken off has no rows, those after it stay")
  func brokenOff() throws {
    try inDirectory { directory in
      let path = "\(directory)/c.csv"
      let file = try ContactFile(path: path, plan: SmallRun.plan())
      for block in [
        block(0, 0...0, isLast: true), block(1, 0...9), block(3, 0...0, isLast: true),
        block(2, 0...5), block(4, 0...0, isLast: true),
      ] { file.receive(block) }
      try file.finish()
      #expect(try text(path) == Self.header + line(0, 0) + line(3, 0) + line(4, 0))
    }
  }

  @Test("times are exact to the nanosecond, names are quoted where they must be")
  func spelling() throws {
    try inDirectory { directory in
      let path = "\(directory)/c.csv"
      let file = try ContactFile(path: path, plan: SmallRun.plan())
      var row = ContactRow(
        stream: 2, ordinal: 7, outcome: .answered, arrivedNanoseconds: 3_600_000_000_001)
      row.attempt = 1
      row.waitedNanoseconds = 10
      row.isRetry = true
      row.isHelped = true
      row.answer = ContactRow.Answer(
        group: 1, agent: 3, ring: 2, isUnresolved: true, scoreBillionths: 350_000_000,
        handledNanoseconds: 61_020_000_000, firstResponseNanoseconds: 4_000_000_010)
      let blocked = ContactRow(stream: 1, ordinal: 0, outcome: .blocked, arrivedNanoseconds: 0)
      file.receive(ContactBlock(replication: 0, rows: [row, blocked], isLast: true))
      try file.finish()
      let rows = [
        "0,\"nobody \"\"asks\"\"\",7,1,3600.000000001,0.00000001,answered,2,osaka,3,0.35,61.02,"
          + "4.00000001,1,1,1", "0,日本語の質問,0,0,0,,blocked,,,,,,,0,0,",
      ]
      #expect(try text(path) == Self.header + rows.joined(separator: "\r\n") + "\r\n")
    }
  }

  @Test("what is given up leaves nothing, what was there stays")
  func discarded() throws {
    try inDirectory { directory in
      let path = "\(directory)/c.csv"
      try DurableFile.write(Array("old".utf8), to: path)
      let file = try ContactFile(path: path, plan: SmallRun.plan())
      file.receive(block(0, 0...9, isLast: true))
      file.discard()
      #expect(try names(directory) == ["c.csv"])
      #expect(try text(path) == "old")
    }
  }

  private func refusal(of path: String) -> DurableFileError? {
    #expect(throws: DurableFileError.self) {
      _ = try ContactFile(path: path, plan: SmallRun.plan())
    }
  }

  @Test("a directory, a device or a pipe is never replaced, and a missing folder is named")
  func obstacles() throws {
    try inDirectory { directory in
      for (path, code) in [(directory, EISDIR), ("/dev/null", ENOTSUP)] {
        let error = refusal(of: path)
        #expect(error?.code == code)
        #expect(error?.description.contains("\(path)") == true)
      }
      let error = refusal(of: "\(directory)/absent/c.csv")
      #expect(error?.description.hasSuffix("choose another place with --contacts") == true)
      let left = try names(directory)
      #expect(left.isEmpty)
    }
  }
}
