// Why a database of transcripts cannot be used, and the words for it.

import GRDB
import Glibc

/// Why a database of transcripts cannot be used.
public enum TranscriptFault: Error, Equatable {
  /// There is no such file.
  case missing
  /// The file is no database, or another program's.
  case notOurs
  /// A later version of this program has changed the database.
  case newer
  /// A server writes to it.
  case inUse
  /// The system refuses; its error number.
  case system(Int32)
  /// The database refuses; SQLite's extended result code.
  case database(Int32)

  init(_ error: any Error) {
    switch error {
    case let fault as TranscriptFault: self = fault
    case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB: self = .notOurs
    case let error as DatabaseError: self = .database(error.extendedResultCode.rawValue)
    default: self = .database(ResultCode.SQLITE_ERROR.rawValue)
    }
  }
}

extension TranscriptFault: CustomStringConvertible {
  /// What is wrong, and what may be done about it; no sentence, and nothing of any text.
  public var description: String {
    switch self {
    case .missing: "there is no such file"
    case .notOurs: "this is no database of transcripts"
    case .newer: "a later version of sangdam has changed it; use that version"
    case .inUse: "another server keeps its transcripts there"
    case .system(let code): Self.words(ofSystem: code)
    case .database(let code): Self.words(ofDatabase: code)
    }
  }

  /// SQLite's words for an extended result code.
  static func words(ofDatabase code: Int32) -> String {
    "SQLite error \(ResultCode(rawValue: code))"
  }

  private static func words(ofSystem code: Int32) -> String {
    // Safety: strerror's text is valid until the next call on this thread, and is copied here.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
