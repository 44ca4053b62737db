// Why a visitor's connection is ended.

/// Why the server ends a connection before the visitor does.
enum VisitEnding: String, CaseIterable, Sendable {
  /// Nothing was asked in time, or not all of it.
  case idle
  /// The visitor does not take what he asked for.
  case stalled
  /// What came is no HTTP, or a head that is too large.
  case malformed
}
