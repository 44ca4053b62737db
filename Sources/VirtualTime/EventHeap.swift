// The event queue: an indexed 4-ary heap with true removal. It knows times and timers, no chat.

import Rings

/// One timer per index, ordered by (time, index).
///
/// Nodes are 16 bytes, the four children of a node lie on one cache line.
/// - Complexity: O(log₄ timers) for each change, no allocation but in `grow`.
struct EventHeap: ~Copyable {
  /// A set timer.
  struct Node: BitwiseCopyable {
    var time: Int64
    var timer: Int64

    @inline(__always) var key: UInt128 {
      UInt128(truncatingIfNeeded: time) << 64 | UInt128(truncatingIfNeeded: timer)
    }
  }

  /// `nodes[3]` is the root, so that children begin at multiples of four.
  private var nodes: Block<Node>
  /// Where each timer stands in `nodes`; 0 = not set.
  private var places: Block<UInt32>
  private var end: Int

  private static var root: Int { 3 }

  /// Timers 0 ..< `timers`, none set.
  init(timers: Int) {
    nodes = Block(count: timers + 8, repeating: Node(time: .max, timer: 0))
    places = Block(count: timers, repeating: 0)
    end = Self.root
  }

  /// Timers set.
  var count: Int { end &- Self.root }

  /// The time of the next timer, `Int64.max` when none is set.
  @inline(__always) var nextTime: Int64 { nodes[Self.root].time }
  /// The next timer; some timer when none is set.
  @inline(__always) var nextTimer: Int { Int(nodes[Self.root].timer) }

  /// Whether a timer is set.
  @inline(__always) func isSet(_ timer: Int) -> Bool { places[timer] != 0 }

  /// Sets a timer, or moves it if it is set.
  @inline(__always) mutating func set(_ timer: Int, at time: Int64) {
    let place = Int(places[timer])
    let node = Node(time: time, timer: Int64(timer))
    if place == 0 {
      let last = end
      end = last &+ 1
      rise(node, from: last)
    } else if Self.precedes(node, nodes[place]) {
      rise(node, from: place)
    } else {
      sink(node, from: place)
    }
  }

  /// Takes a timer out if it is set.
  @inline(__always) mutating func clear(_ timer: Int) {
    let place = Int(places[timer])
    if place == 0 { return }
    places[timer] = 0
    end &-= 1
    let moved = nodes[end]
    nodes[end].time = .max
    if place == end { return }
    if place > Self.root, Self.precedes(moved, nodes[Self.parent(place)]) {
      rise(moved, from: place)
    } else {
      sink(moved, from: place)
    }
  }

  /// No timer is set.
  mutating func reset() {
    while end > Self.root {
      end &-= 1
      places[Int(nodes[end].timer)] = 0
      nodes[end].time = .max
    }
  }

  /// Adds timers.
  mutating func grow(timers: Int) {
    nodes.grow(to: timers + 8, repeating: Node(time: .max, timer: 0))
    places.grow(to: timers, repeating: 0)
  }

  @inline(__always) private static func parent(_ place: Int) -> Int { place >> 2 &+ 2 }
  @inline(__always) private static func firstChild(_ place: Int) -> Int { (place &- 2) << 2 }

  @inline(__always) private static func precedes(_ a: Node, _ b: Node) -> Bool {
    // One comparison of 128 bits compiles without a branch.
    a.time < b.time || (a.time == b.time && a.timer < b.timer)
  }

  @inline(__always) private func put(_ node: Node, at place: Int) {
    nodes[place] = node
    places[Int(node.timer)] = UInt32(truncatingIfNeeded: place)
  }

  @inline(__always) private func rise(_ node: Node, from start: Int) {
    var place = start
    while place > Self.root {
      let parent = Self.parent(place)
      let above = nodes[parent]
      if !Self.precedes(node, above) { break }
      put(above, at: place)
      place = parent
    }
    put(node, at: place)
  }

  @inline(__always) private func sink(_ node: Node, from start: Int) {
    var place = start
    while true {
      let child = Self.firstChild(place)
      if child >= end { break }
      let least = leastChild(child)
      let below = nodes[least]
      if !Self.precedes(below, node) { break }
      put(below, at: place)
      place = least
    }
    put(node, at: place)
  }

  /// The earliest of four children; places past the end hold the largest time.
  ///
  /// Which child is the earliest cannot be predicted: selections cost less here than branches.
  /// That two are equal is rare, and is left to a branch that is never taken.
  @inline(__always) private func leastChild(_ first: Int) -> Int {
    let (a, b) = (nodes[first].time, nodes[first &+ 1].time)
    let (c, d) = (nodes[first &+ 2].time, nodes[first &+ 3].time)
    let left = b < a ? first &+ 1 : first
    let right = d < c ? first &+ 3 : first &+ 2
    let (leftTime, rightTime) = (min(a, b), min(c, d))
    if _slowPath(a == b || c == d || leftTime == rightTime) { return leastOfEquals(first) }
    return rightTime < leftTime ? right : left
  }

  @inline(never) private func leastOfEquals(_ first: Int) -> Int {
    var least = first
    for place in first &+ 1..<first &+ 4 where Self.precedes(nodes[place], nodes[least]) {
      least = place
    }
    return least
  }
}
