// The open loop of the tails: every step has an instant planned before, and its latency counts
// from there, so that a thread that falls behind makes all that follows late.

import CPlatform
import Foundation
import Glibc
import Rings

extension DispatchCase {
  /// Runs steps at planned instants: a chat ends and a customer comes.
  ///
  /// - Parameters:
  ///   - stepsPerSecond: of all threads together.
  ///   - seconds: from the first planned instant to the last.
  public func runOpen(stepsPerSecond: Double, seconds: Double) -> Tail {
    switch engine {
    case .atomic: runOpen(on: RouterEngine<AtomicMemory>.self, stepsPerSecond, seconds)
    case .plain: preconditionFailure("plain memory is one thread's")
    case .listMutex: runOpen(on: ListMutexEngine.self, stepsPerSecond, seconds)
    case .nothing: runOpen(on: NothingEngine.self, stepsPerSecond, seconds)
    }
  }

  func runOpen<Engine: DispatchEngine & ~Copyable>(
    on engine: Engine.Type, _ stepsPerSecond: Double, _ seconds: Double
  ) -> Tail {
    let floor = DispatchFloor<Engine>(self)
    let gate = Gate(threads)
    let book = TailBook()
    let each = Double(threads) / stepsPerSecond * 1e9
    let count = Int(seconds * 1e9 / each)
    PinnedThreads.run(threads) { number in
      let latencies = Block<UInt32>(count: count, repeating: 0)
      var hand = DispatchHand(floor, number: number)
      for _ in 0..<(floor.target + 20_000) { hand.step() }
      var gaps = XorShift(seed: UInt64(number + 77))
      gate.pass()
      var planned = Double(sangdam_monotonic_nanoseconds())
      for step in 0..<count {
        // Exponential gaps: nobody comes in step with the scheduler.
        planned -= log(Double(gaps.next() >> 11 | 1) * 0x1p-53) * each
        while Double(sangdam_monotonic_nanoseconds()) < planned { sched_yield() }
        hand.step()
        let late = Double(sangdam_monotonic_nanoseconds()) - planned
        latencies[step] = UInt32(min(max(late, 0), 4e9))
      }
      book.add((0..<count).map { latencies[$0] }, turnedAway: hand.turnedAway + hand.missed)
    }
    return book.tail
  }

  /// Steps per second of the closed loop on the wall clock: what the open loop is a share of.
  public func saturation() -> Double {
    Double(steps) / Double(run().wallNanoseconds) * 1e9
  }
}

/// How late the steps of an open loop were, nanoseconds from the planned instants.
public struct Tail: Sendable {
  /// Steps.
  public let count: Int
  /// At the shares 0.5, 0.99, 0.999, 0.9999 and 1.
  public let quantiles: [UInt32]
  /// Customers who found a line full, or no request to come with.
  public let turnedAway: Int
}

/// What the threads of an open loop report.
///
/// Safety: all of it is touched under its lock only.
@safe final class TailBook: @unchecked Sendable {
  private let lock = NSLock()
  private var latencies: [UInt32] = []
  private var turnedAway = 0

  func add(_ latencies: [UInt32], turnedAway: Int) {
    lock.withLock {
      self.latencies += latencies
      self.turnedAway += turnedAway
    }
  }

  var tail: Tail {
    lock.withLock {
      let sorted = latencies.sorted()
      return Tail(
        count: sorted.count,
        quantiles: [0.5, 0.99, 0.999, 0.9999, 1].map {
          sorted.isEmpty ? 0 : sorted[Int((Double(sorted.count - 1) * $0).rounded())]
        }, turnedAway: turnedAway)
    }
  }
}
