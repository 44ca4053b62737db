// A thread that is stopped in the middle of its calls, again and again: what the others feel of it.

import CPlatform
import Foundation
import Glibc
import Rings
import Synchronization

/// What the threads of a run with a stopped one share.
private final class Course: Sendable {
  let isOver = Atomic(false)
  /// The thread that is stopped; 0 until it has begun.
  let stopped = Atomic<UInt>(0)
  /// Steps of the others.
  let steps = Atomic<Int>(0)
  /// Customers who came and were never sent away, once all chats are ended.
  let left = Atomic<Int>(0)
}

/// Stops of the signal's handler so far; it can be told nothing, and tells nothing else.
private let stopsSoFar = Atomic<Int>(0)

extension DispatchCase {
  /// Runs the closed loop with one thread more, which is stopped so often for a millisecond,
  /// wherever it is, every other millisecond.
  ///
  /// - Parameter stops: 0 lets it run, for two seconds.
  public func runStopped(_ stops: Int) -> StoppedRun {
    switch engine {
    case .atomic: runStopped(on: RouterEngine<AtomicMemory>.self, stops)
    case .listMutex: runStopped(on: ListMutexEngine.self, stops)
    case .plain, .nothing: preconditionFailure("there is nothing that threads could share")
    }
  }

  private func runStopped<Engine: DispatchEngine & ~Copyable>(on engine: Engine.Type, _ stops: Int)
    -> StoppedRun
  {
    var all = self
    all.threads += 1
    let floor = DispatchFloor<Engine>(all)
    let course = Course()
    let gate = Gate(all.threads)
    let last = all.threads - 1
    // Ordering: relaxed where nothing says otherwise; a number, and threads that are joined.
    stopsSoFar.store(0, ordering: .relaxed)
    signal(SIGUSR1) { _ in
      stopsSoFar.add(1, ordering: .relaxed)
      var time = timespec(tv_sec: 0, tv_nsec: 1_000_000)
      // Safety: the time is on this stack; the remainder is not asked for.
      unsafe nanosleep(&time, nil)
    }
    let begin = sangdam_monotonic_nanoseconds()
    PinnedThreads.run(all.threads + 1) { number in
      guard number <= last else { return Self.stop(stops, course) }
      // Ordering: releasing; pairs with the load in `stop`.
      if number == last { course.stopped.store(UInt(pthread_self()), ordering: .releasing) }
      var hand = DispatchHand(floor, number: number)
      var steps = 0
      // Ordering: relaxed; nothing is read but the word itself, and sums after the join.
      while !course.isOver.load(ordering: .relaxed) {
        for _ in 0..<64 { hand.step() }
        steps += 64
      }
      if number < last { course.steps.add(steps, ordering: .relaxed) }
      gate.pass()
      while hand.chatCount > 0 { hand.endAnyChat() }
      course.left.add(hand.inSystem, ordering: .relaxed)
    }
    let seconds = Double(sangdam_monotonic_nanoseconds() - begin) / 1e9
    return StoppedRun(
      stepsPerSecond: Double(course.steps.load(ordering: .relaxed)) / seconds,
      stops: stopsSoFar.load(ordering: .relaxed), lost: course.left.load(ordering: .relaxed))
  }

  /// Stops the thread again and again, then ends the run.
  private static func stop(_ stops: Int, _ course: Course) {
    // Ordering: acquiring; the thread is there.
    while course.stopped.load(ordering: .acquiring) == 0 { usleep(100) }
    for _ in 0..<stops {
      pthread_kill(pthread_t(course.stopped.load(ordering: .relaxed)), SIGUSR1)
      usleep(2000)
    }
    if stops == 0 { usleep(2_000_000) }
    course.isOver.store(true, ordering: .relaxed)
  }
}

/// What a run with a stopped thread did.
public struct StoppedRun: Sendable {
  /// Of the threads that were not stopped, start and end included.
  public let stepsPerSecond: Double
  /// How often the one was stopped.
  public let stops: Int
  /// Customers who came and were neither served nor are waiting.
  public let lost: Int
}
