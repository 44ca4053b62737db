// The writer's counts, on words that any thread may read.

import Rings

// Safety: the words are atomic; the writer alone changes them.

/// What the writer has done so far.
@safe final class FigureBoard: @unchecked Sendable {
  enum Count: Int, CaseIterable {
    case committed, messages, duplicates, bytes, commits, failures, isFailing, lastFault
    case longestCommitNanoseconds
  }

  private let words = Words<AtomicMemory>(count: Count.allCases.count)

  private subscript(_ count: Count) -> Int {
    get { Int(Int64(bitPattern: words.load(count.rawValue))) }
    set { words.store(count.rawValue, UInt64(bitPattern: Int64(newValue))) }
  }

  /// A transaction is in the database.
  func note(_ batch: BatchCounts, nanoseconds: Int) {
    self[.committed] += batch.records
    self[.messages] += batch.messages
    self[.duplicates] += batch.duplicates
    self[.bytes] += batch.bytes
    self[.commits] += 1
    self[.isFailing] = 0
    self[.longestCommitNanoseconds] = max(self[.longestCommitNanoseconds], nanoseconds)
  }

  /// A transaction failed.
  func note(fault code: Int32) {
    self[.lastFault] = Int(code)
    self[.isFailing] = 1
    self[.failures] += 1
  }

  /// The counts, without those of the queues.
  var figures: TranscriptFigures {
    var figures = TranscriptFigures()
    figures.committed = self[.committed]
    figures.messages = self[.messages]
    figures.duplicates = self[.duplicates]
    figures.bytes = self[.bytes]
    figures.commits = self[.commits]
    figures.failures = self[.failures]
    figures.isFailing = self[.isFailing] != 0
    figures.lastFault = figures.failures > 0 ? Int32(self[.lastFault]) : nil
    figures.longestCommitNanoseconds = self[.longestCommitNanoseconds]
    return figures
  }
}

/// What one transaction is made of.
struct BatchCounts {
  var records = 0
  var messages = 0
  var duplicates = 0
  var bytes = 0
}
