// Customers who ended, collected in blocks for whoever wants them one by one.

import Rings
import Tallies

/// The rows of one replication on their way to the sink; without a sink nothing is collected.
struct ContactBuffer: ~Copyable {
  /// Rows that are handed over at once.
  static var blockSize: Int { 4096 }

  private let sink: ContactSink?
  private var rows: [ContactRow] = []
  /// The customer's place in the stream, by place in the pool of requests.
  private var ordinals: Block<UInt32>
  /// Customers of each stream so far; who comes again is none.
  private let arrived: Block<UInt32>

  init(_ sink: ContactSink?, streams: Int, requests: Int) {
    self.sink = sink
    ordinals = Block(count: requests, repeating: 0)
    arrived = Block(count: streams, repeating: 0)
    if sink != nil { rows.reserveCapacity(Self.blockSize) }
  }

  /// A new replication begins.
  mutating func reset() {
    rows.removeAll(keepingCapacity: true)
    arrived.fill(with: 0)
  }

  mutating func grow(requests: Int) { ordinals.grow(to: requests, repeating: 0) }

  /// The next customer of a stream arrives.
  func countArrival(of stream: Int) { arrived[stream] &+= 1 }

  /// A place of the pool belongs to the last customer of the stream who arrived.
  func name(_ request: Int, afterLastOf stream: Int) { ordinals[request] = lastOrdinal(of: stream) }

  /// A place of the pool belongs to the customer who has another place.
  func rename(_ request: Int, as other: Int) { ordinals[request] = ordinals[other] }

  /// The place in the stream of whoever has a place of the pool.
  func ordinal(of request: Int) -> UInt32 { ordinals[request] }

  /// The place in the stream of the last customer who arrived.
  func lastOrdinal(of stream: Int) -> UInt32 { arrived[stream] &- 1 }

  /// A customer has ended.
  mutating func append(_ row: ContactRow, of replication: Int) {
    rows.append(row)
    if rows.count == Self.blockSize { handOver(replication, isLast: false) }
  }

  /// Hands over what there is.
  mutating func handOver(_ replication: Int, isLast: Bool) {
    guard let sink else { return }
    sink(ContactBlock(replication: replication, rows: rows, isLast: isLast))
    rows.removeAll(keepingCapacity: true)
  }
}
