// Which stream's next customer comes first: a tournament over the streams.

import Rings

/// The next arrival of every stream; the earliest wins, among equals the stream named first.
///
/// A winner tree replays one path of log₂ streams matches without a branch that depends on a time:
/// half of what a heap costs, whose paths nobody can predict.
struct NextArrivals: ~Copyable {
  private let times: Block<Int64>
  /// The winner below each inner node; node 1 is the root, node n has the children 2n and 2n + 1.
  private let winners: Block<UInt32>
  private let leaves: Int

  /// No stream has a next customer.
  init(streams: Int) {
    var leaves = 1
    while leaves < streams { leaves *= 2 }
    self.leaves = leaves
    times = Block(count: leaves, repeating: .max)
    winners = Block(count: 2 * leaves, repeating: 0)
    reset()
  }

  /// The stream whose customer comes first.
  @inline(__always) var stream: Int { Int(winners[1]) }
  /// When; `Int64.max` = nobody comes any more.
  @inline(__always) var time: Int64 { times[stream] }

  /// Sets the time of a stream's next customer.
  ///
  /// - Complexity: O(log₂ streams), no allocation.
  @inline(__always) func set(_ stream: Int, at time: Int64) {
    times[stream] = time
    var node = (leaves &+ stream) >> 1
    while node > 0 {
      let left = winners[2 &* node]
      let right = winners[2 &* node &+ 1]
      winners[node] = times[Int(right)] < times[Int(left)] ? right : left
      node >>= 1
    }
  }

  /// No stream has a next customer.
  func reset() {
    times.fill(with: .max)
    for leaf in 0..<leaves { winners[leaves + leaf] = UInt32(leaf) }
    for node in stride(from: leaves - 1, to: 0, by: -1) { winners[node] = winners[2 * node] }
  }
}
