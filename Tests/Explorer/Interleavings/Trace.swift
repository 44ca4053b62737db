// The trace of an execution: what each operation did, a line each.

/// Lines for people, in the order of execution.
struct Trace {
  private(set) var lines: [String] = []
  private var changes = false

  /// Another thread goes on now.
  mutating func change() { changes = true }

  mutating func add(_ thread: String, _ operation: Int, _ what: String) {
    lines.append("\(changes ? ">" : " ") \(operation) \(thread): \(what)")
    changes = false
  }
}
