// The timers of one worker: an indexed heap with true removal. It knows times, no chat.

import Rings

/// One timer per index, the earliest first, among equals the lowest index.
///
/// - Complexity: O(log timers) for each change, no allocation.
struct TimerHeap: ~Copyable {
  struct Node: BitwiseCopyable {
    var time: Int64
    var timer: UInt32

    @inline(__always) func precedes(_ other: Node) -> Bool {
      time < other.time || (time == other.time && timer < other.timer)
    }
  }

  private let nodes: Block<Node>
  /// Where each timer stands in `nodes`, plus one; 0 = not set.
  private let places: Block<UInt32>
  private(set) var count = 0

  /// Timers 0 ..< `timers`, none set.
  init(timers: Int) {
    nodes = Block(count: max(timers, 1), repeating: Node(time: .max, timer: 0))
    places = Block(count: timers, repeating: 0)
  }

  /// The time of the next timer, `Int64.max` when none is set.
  @inline(__always) var nextTime: Int64 { count == 0 ? .max : nodes[0].time }
  /// The next timer, when one is set.
  @inline(__always) var nextTimer: Int { Int(nodes[0].timer) }

  /// Whether a timer is set.
  func isSet(_ timer: Int) -> Bool { places[timer] != 0 }
  /// The time of a timer that is set.
  func time(of timer: Int) -> Int64 { nodes[Int(places[timer]) - 1].time }

  /// Sets a timer, or moves it if it is set.
  mutating func set(_ timer: Int, at time: Int64) {
    var place = Int(places[timer]) - 1
    if place < 0 {
      place = count
      count &+= 1
    }
    let node = Node(time: time, timer: UInt32(truncatingIfNeeded: timer))
    sink(node, from: rise(node, from: place))
  }

  /// Takes a timer out if it is set.
  mutating func clear(_ timer: Int) {
    let place = Int(places[timer]) - 1
    guard place >= 0 else { return }
    places[timer] = 0
    count &-= 1
    guard place < count else { return }
    let moved = nodes[count]
    sink(moved, from: rise(moved, from: place))
  }

  private func put(_ node: Node, at place: Int) {
    nodes[place] = node
    places[Int(node.timer)] = UInt32(truncatingIfNeeded: place &+ 1)
  }

  /// Makes room for a node on its way up; where it would stand.
  private func rise(_ node: Node, from start: Int) -> Int {
    var place = start
    while place > 0 {
      let above = (place &- 1) >> 2
      guard node.precedes(nodes[above]) else { break }
      put(nodes[above], at: place)
      place = above
    }
    return place
  }

  private func sink(_ node: Node, from start: Int) {
    var place = start
    while true {
      let first = place &* 4 &+ 1
      guard first < count else { break }
      var least = first
      for child in first &+ 1..<max(first &+ 1, min(first &+ 4, count))
      where nodes[child].precedes(nodes[least]) {
        least = child
      }
      guard nodes[least].precedes(node) else { break }
      put(nodes[least], at: place)
      place = least
    }
    put(node, at: place)
  }
}
