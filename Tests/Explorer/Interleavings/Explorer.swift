// The explorer: every interleaving of an interplay, depth first, up to a bound on preemptions.

/// Runs an interplay in every order, and reads every value that memory allows.
///
/// It runs with 0 preemptions first, then with 1, and so on, so that the first failure has the
/// fewest. A preemption is a change of threads where the first could have gone on. States that
/// were explored with as many preemptions left are not explored again.
public final class Explorer {
  private let interplay: any Interplay
  private let mostExecutions: Int
  private let mostOperations: Int

  /// An explorer of one interplay.
  ///
  /// - Parameters:
  ///   - mostExecutions: it gives up after as many, and says so.
  ///   - mostOperations: an execution that goes on for longer counts as a failure.
  public init(
    _ interplay: any Interplay, mostExecutions: Int = 100_000_000, mostOperations: Int = 2_000
  ) {
    self.interplay = interplay
    self.mostExecutions = mostExecutions
    self.mostOperations = mostOperations
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
    let execution = Execution(interplay, mostOperations: mostOperations)
    execution.decisions = Decisions(following: schedule)
    execution.trace = Trace()
    let ending = execution.run(preemptions: .max)
    defer { execution.close() }
    return (ending, execution.trace?.lines ?? [], execution.decisions.schedule)
  }

  private func explore(_ preemptions: Int, _ exploration: inout Exploration) {
    let execution = Execution(interplay, mostOperations: mostOperations)
    execution.visited = VisitedStates()
    defer {
      exploration.states = max(exploration.states, execution.visited?.count ?? 0)
      execution.close()
    }
    repeat {
      if exploration.executions == mostExecutions { return }
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
