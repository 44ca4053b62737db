// A stream's next two customers: drawn one arrival ahead, so that no event waits for a draw.

import Consulting
import Population

/// The next customer of a stream and the time of the one after.
///
/// The time of the next event decides what the loop does next; drawing it in the event before
/// keeps the latency of the draw off that path.
struct Upcoming: BitwiseCopyable {
  /// The key of the next customer.
  private(set) var key: CustomerKey
  /// When the customer after the next arrives; `Int64.max` = never.
  private(set) var afterwards: Int64
  private var keyAfterwards: CustomerKey

  /// Draws the first two customers of a source; the time of the first is its first arrival.
  init(_ source: inout ArrivalSource, first: inout Int64) {
    first = source.next().nanoseconds
    key = source.customer
    afterwards = source.next().nanoseconds
    keyAfterwards = source.customer
  }

  /// The next customer has arrived.
  @inline(__always) mutating func lookAhead(_ source: inout ArrivalSource) {
    key = keyAfterwards
    afterwards = source.next().nanoseconds
    keyAfterwards = source.customer
  }
}
