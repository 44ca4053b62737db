// What is wrong with a scenario: one entry per fault, with its place, and how it is written out.

/// One fault of a scenario.
public struct Diagnostic: Hashable, Sendable {
  /// The file, or the `--set` that holds the fault.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in characters (Unicode scalars).
  public let column: Int
  /// `agents.seoul.count`; empty when the fault is in the text itself.
  public let keyPath: String
  /// What is there.
  public let found: String
  /// What is allowed there.
  public let allowed: String
  /// What to do about it, where that helps.
  public let hint: String?

  /// `file:line:column: error: <key path>: what was found, what is allowed`, then the hint.
  public var text: String {
    let path = keyPath.isEmpty ? "" : "\(keyPath): "
    let limits = allowed.isEmpty ? "" : ", \(allowed)"
    let line = "\(file):\(line):\(column): error: \(path)\(found)\(limits)"
    guard let hint else { return line }
    return "\(line)\n  hint: \(hint)"
  }
}

/// All faults of a scenario, in the order of their places.
public struct Diagnostics: Error, CustomStringConvertible {
  /// At most `Limits.diagnostics` of them.
  public let entries: [Diagnostic]
  /// How many more there are.
  public let omitted: Int

  /// Those faults; more than the limit are only counted.
  init(_ all: [Diagnostic]) {
    entries = Array(all.prefix(Limits.diagnostics))
    omitted = all.count - entries.count
  }

  /// One line per fault, hints below them.
  public var description: String {
    var lines = entries.map(\.text)
    if omitted > 0 { lines.append("… and \(omitted) more") }
    return lines.joined(separator: "\n")
  }
}
