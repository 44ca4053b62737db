// What is explored: a few threads that share memory, and what must hold once all have ended.

/// Threads that are run in every order.
///
/// The threads run on stacks of their own, one at a time, and may be cut short anywhere: what they
/// share lives in properties, they hold no references of their own while they operate on a
/// `ScheduledWord`, and they do not wait for each other in a loop. All that decides what they do
/// is made as new by `begin`.
public protocol Interplay: AnyObject {
  /// The threads' names, for traces.
  var threads: [String] { get }
  /// Makes everything as it is before the threads start.
  func begin()
  /// Runs a thread from start to end.
  func run(_ thread: Int)
  /// What is wrong now that all threads have ended; nil if nothing is.
  func verdict() -> String?
  /// What a word is called in traces.
  func name(of address: UInt) -> String?
}

extension Interplay {
  /// Words have no names.
  public func name(of address: UInt) -> String? { nil }
}

/// What an interplay got wrong, and how to see it again.
public struct Failure: Sendable, CustomStringConvertible {
  /// What is wrong.
  public let reason: String
  /// The decisions that lead there.
  public let schedule: Schedule
  /// Every operation of the execution, a line each.
  public let trace: [String]

  /// Reason, schedule and trace.
  public var description: String {
    (["\(reason)", "schedule \(schedule)"] + trace).joined(separator: "\n")
  }
}

/// What an exploration saw.
public struct Exploration: Sendable, CustomStringConvertible {
  /// Executions begun, those cut short at a known state among them.
  public internal(set) var executions = 0
  /// Executions that ran to their end.
  public internal(set) var completed = 0
  /// States at points of decision that were told apart.
  public internal(set) var states = 0
  /// The longest execution, in operations on shared words.
  public internal(set) var longest = 0
  /// The preemptions up to which everything was seen; nil if nothing was.
  public internal(set) var preemptions: Int?
  /// Whether no further preemption could add anything.
  public internal(set) var isExhaustive = false
  /// The first thing that went wrong, with the fewest preemptions.
  public internal(set) var failure: Failure?

  /// The counts on one line.
  public var description: String {
    let bound =
      isExhaustive ? "all interleavings" : preemptions.map { "\($0) preemptions" } ?? "unfinished"
    return "\(bound): \(states) states, \(executions) executions, \(completed) to the end, "
      + "longest \(longest) operations" + (failure.map { "\n\($0)" } ?? "")
  }
}
