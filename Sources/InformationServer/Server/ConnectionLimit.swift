// How many visitors are let in at once.

import HummingbirdCore

/// Lets so many connections in; more wait in the system's queue.
struct ConnectionLimit: AvailableConnectionsDelegate {
  let most: Int
  let metrics: AnswerMetrics
  private var count = 0

  init(_ most: Int, _ metrics: AnswerMetrics) {
    self.most = most
    self.metrics = metrics
  }

  mutating func connectionOpened() { count += 1 }

  mutating func connectionClosed() { count -= 1 }

  /// Asked after each connection that was let in, and when one has ended while others wait.
  func isAcceptingNewConnections() -> Bool {
    if count >= most { metrics.recordFull() }
    return count < most
  }
}
