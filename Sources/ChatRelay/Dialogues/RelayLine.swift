// The consult server's end of the line to a relay.

import CPlatform

/// What a relay reports, and what it is ordered to do; for one thread that is no loop of its.
public struct RelayLine: Sendable {
  let post: RelayPost

  /// What happened since the last time, waiting at most so long for something to happen.
  public func events(within time: Duration) -> [RelayEvent] {
    let milliseconds = min(max(time / .milliseconds(1), 0), 60_000)
    sangdam_bell_await(post.events.bell, Int32(milliseconds.rounded(.up)))
    return post.events.take()
  }

  /// Ends the wait of `events` early.
  public func wake() { sangdam_bell_ring(post.events.bell) }

  /// Has the loop look whether acknowledgements that waited may go; from any thread.
  public func lookAtKeeper() { sangdam_bell_ring(post.orders.bell) }

  /// Has the loop do something; orders are followed in the order in which they are given.
  public func order(_ order: RelayOrder) { post.orders.postAnyway(order) }

  /// Has the loop do several things between two looks at its sockets.
  public func order(all orders: [RelayOrder]) { post.orders.postAnyway(orders) }
}
