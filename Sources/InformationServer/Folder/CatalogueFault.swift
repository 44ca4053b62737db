// What is wrong with a catalogue, and how it is written out.

/// One fault of a catalogue.
public struct CatalogueFault: Hashable, Sendable {
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in characters (Unicode scalars).
  public let column: Int
  /// What is there.
  public let found: String
  /// What is allowed there.
  public let allowed: String
}

/// All faults of a catalogue, in the order of their places.
public struct CatalogueFaults: Error, Hashable, CustomStringConvertible {
  /// What the file is called.
  public let file: String
  /// At most 100 of them.
  public let entries: [CatalogueFault]
  /// How many more there are.
  public let omitted: Int

  init(file: String, _ all: [CatalogueFault]) {
    self.file = file
    entries = Array(all.prefix(100))
    omitted = all.count - entries.count
  }

  /// A line for each, `file:line:column: error: what was found, what is allowed`.
  public var description: String {
    var lines = entries.map {
      "\(file):\($0.line):\($0.column): error: \($0.found), \($0.allowed)"
    }
    if omitted > 0 { lines.append("… and \(omitted) more") }
    return lines.joined(separator: "\n")
  }
}
