// What a rule found wrong, and how a test says so.

import Testing

/// One breach of a rule of the house.
struct Finding: CustomStringConvertible, Equatable, Sendable {
  let path: String
  /// Counted from 1; nil when the whole file is meant.
  let line: Int?
  let what: String

  var description: String { "\(path)\(line.map { ":\($0)" } ?? ""): \(what)" }
}

/// Fails with one line for each finding.
func expectNone(_ findings: [Finding], from location: SourceLocation = #_sourceLocation) {
  #expect(
    findings.isEmpty, "\n\(findings.map(\.description).joined(separator: "\n"))",
    sourceLocation: location)
}
