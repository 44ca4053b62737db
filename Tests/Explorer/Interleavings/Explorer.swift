// The explorer: every interleaving of an interplay, depth first, up to a bound on preemptions.

/// How far an exploration goes.
public struct Limits: Sendable {
  /// It gives up after as many executions, and says so.
  public var executions = 100_000_000
  /// An execution that goes on for longer counts as a failure.
  public var operations = 2_000
  /// Times in a row that a thread reads one and the same outdated store of a word. Stores become
  /// visible in finite time; who asks again and again must see that.
  public var outdatedReads = 2

  /// The usual limits.
  public init() {}

  /// The usual limits but for the executions.
  public init(executions: Int) { self.executions = executions }
  /// The usual limits but for the operations.
  public init(operations: Int) { self.operations = operations }
  /// The usual limits but for the outdated reads.
  public init(outdatedReads: Int) { self.outdatedReads = outdatedReads }
}

/// Runs an interplay in every order, and reads every value that memory allows.
///
/// It runs with 0 preemptions first, then with 1, and so on, so that the first failure has the
/// fewest. A preemption is a change of threads where the first could have gone on. States that
/// were explored with as many preemptions left are not explored again.
public final class Explorer {
  private let interplay: any Interplay
  private let limits: Limits
  private let orders: Orders

  /// An explorer of one interplay.
  ///
  /// - Parameter orders: what memory orders mean; what fails with `allSequential` lacks a step,
  ///   what fails only `asWritten` has an order that is too weak.
  public init(
    _ interplay: any Interplay, limits: Limits = Limits(), orders: Orders = .asWritten
  ) {
    self.interplay = interplay
    self.limits = limits
    self.orders = orders
  }

  /// Explores with 0 up to that many preemptions; stops at the first failure.
  public func explore(preemptions most: Int) -> Exploration {
    var exploration = Exploration()
    for preemptions in 0...most {
      explore(preemptions, &exploration)
      if exploration.failure != nil || exploration.isExhaustive { break }
      if exploration.preemptions != preemptions { break }
    }
    return exploration
  }

  /// Explores without a bound on preemptions.
  public func exploreAll() -> Exploration {
    var exploration = Exploration()
    explore(.max, &exploration)
    return exploration
  }

  /// Runs one schedule and tells every operation; nil if nothing goes wrong.
  public func replay(_ schedule: Schedule) -> Failure? {
    let (ending, trace, followed) = run(schedule)
    guard case .failed(let reason) = ending else { return nil }
    return Failure(reason: reason, schedule: followed, trace: trace)
  }

  /// The trace of one schedule, whatever becomes of it.
  public func trace(_ schedule: Schedule) -> [String] { run(schedule).trace }

  private func run(_ schedule: Schedule)
    -> (ending: Execution.Ending, trace: [String], followed: Schedule)
  {
    let execution = Execution(interplay, limits: limits, orders: orders)
    execution.decisions = Decisions(following: schedule)
    execution.trace = Trace()
    let ending = execution.run(preemptions: .max)
    defer { execution.close() }
    return (ending, execution.trace?.lines ?? [], execution.decisions.schedule)
  }

  private func explore(_ preemptions: Int, _ exploration: inout Exploration) {
    let execution = Execution(interplay, limits: limits, orders: orders)
    execution.visited = VisitedStates()
    defer {
      exploration.states = max(exploration.states, execution.visited?.count ?? 0)
      execution.close()
    }
    repeat {
      if exploration.executions == limits.executions { return }
      let ending = execution.run(preemptions: preemptions)
      exploration.executions += 1
      exploration.longest = max(exploration.longest, execution.operations)
      switch ending {
      case .complete: exploration.completed += 1
      case .known: break
      case .failed(let reason):
        let schedule = execution.decisions.schedule
        exploration.failure =
          replay(schedule)
          ?? Failure(
            reason: "\(reason); it did not happen again", schedule: schedule, trace: [])
        return
      }
    } while execution.decisions.advance()
    exploration.preemptions = preemptions
    exploration.isExhaustive = !execution.wasBounded
  }
}

/// Ends the execution that the caller is inside of: what happened must never happen.
public func failExploration(_ reason: String) {
  Execution.current?.cutShort(.failed(reason))
}
