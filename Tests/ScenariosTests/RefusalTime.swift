// How long a refusal may take, in a measure that machines, sanitizers and builds share.

import Glibc
import Testing

@testable import Scenarios

/// Time that a processor has spent on a thread: what else the machine does is not in it.
enum RefusalTime {
  /// As long as it takes to read the contract's example 600 times; the slowest takes a quarter.
  static let limit: Duration = {
    let readings = 12
    let taken = spent {
      for _ in 0..<readings { #expect(TestFiles.diagnostics(Array(exampleText.utf8)) == nil) }
    }
    return taken * 600 / readings
  }()

  /// What `work` takes of a processor.
  static func spent<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Duration
  {
    let start = ownProcessing
    try work()
    return ownProcessing - start
  }

  private static var ownProcessing: Duration {
    var time = timespec()
    // Safety: the result is a variable of this function.
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
