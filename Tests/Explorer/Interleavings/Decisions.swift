// The tree of decisions, searched depth first by running from the start again and again.

/// The path through the tree of decisions that an execution follows, and then extends.
struct Decisions {
  private var path: [(choice: Int, count: Int)] = []
  /// Decisions taken in this execution so far.
  private(set) var depth = 0

  /// A path whose beginning is given.
  init(following schedule: Schedule = Schedule([])) {
    path = schedule.decisions.map { ($0, .max) }
  }

  /// Whether the next decision is taken for the first time.
  var isNew: Bool { depth == path.count }

  /// One of `count` possibilities; nil if the given path names one that is not there.
  mutating func next(of count: Int) -> Int? {
    if isNew { path.append((0, count)) }
    let (choice, known) = path[depth]
    guard choice < count, known == count || known == .max else { return nil }
    depth += 1
    return choice
  }

  /// The decisions of the execution that just ended.
  var schedule: Schedule { Schedule(path.prefix(depth).map(\.choice)) }

  /// Begins the next execution; false if all were.
  mutating func advance() -> Bool {
    depth = 0
    while let last = path.last {
      if last.choice + 1 < last.count {
        path[path.count - 1].choice += 1
        return true
      }
      path.removeLast()
    }
    return false
  }
}
