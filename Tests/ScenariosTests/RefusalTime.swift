// How long a refusal may take, in a measure that machines, sanitizers and builds share.

import Glibc
import Testing

@testable import Scenarios

/// Time that a processor has spent on a thread: what else the machine does is not in it.
enum RefusalTime {
  /// What it takes to read a good scenario, the contract's example: milliseconds in a debug build.
  static let ofOneReading: Duration = {
    let readings = 12
    let taken = spent {
      for _ in 0..<readings { #expect(TestFiles.diagnostics(Array(exampleText.utf8)) == nil) }
    }
    return taken / readings
  }()

  /// What `work` takes of a processor.
  static func spent(_ work: () -> Void) -> Duration {
    let start = ownProcessing
    work()
    return ownProcessing - start
  }

  private static var ownProcessing: Duration {
    var time = timespec()
    // Safety: the result is a variable of this function.
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
