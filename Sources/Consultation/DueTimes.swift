// When something is due: one time for each number, the earliest first. It knows no chat.

/// One time per number; among equal times the lowest number comes first.
///
/// A binary heap with true removal.
/// - Complexity: O(log numbers) for each change, no allocation.
struct DueTimes {
  private struct Node {
    var time: Int64
    var number: Int32

    func precedes(_ other: Node) -> Bool {
      time < other.time || (time == other.time && number < other.number)
    }
  }

  private var nodes: [Node] = []
  /// Where each number stands in `nodes`; −1 = not set.
  private var places: [Int32]

  /// Numbers 0 ..< `count`, none due.
  init(count: Int) {
    places = Array(repeating: -1, count: count)
    nodes.reserveCapacity(count)
  }

  /// The next time and whose it is; nil when nothing is due.
  var next: (time: Int64, number: Int)? {
    nodes.first.map { ($0.time, Int($0.number)) }
  }

  /// The time of a number; `Int64.max` when it is not due.
  func time(of number: Int) -> Int64 {
    places[number] < 0 ? .max : nodes[Int(places[number])].time
  }

  /// Sets or moves the time of a number; `Int64.max` takes it out.
  mutating func set(_ number: Int, at time: Int64) {
    let place = Int(places[number])
    if time == .max {
      if place >= 0 { remove(at: place) }
      return
    }
    let node = Node(time: time, number: Int32(number))
    if place < 0 {
      nodes.append(node)
      rise(node, from: nodes.count - 1)
    } else {
      replace(at: place, with: node)
    }
  }

  private mutating func remove(at place: Int) {
    places[Int(nodes[place].number)] = -1
    let last = nodes.removeLast()
    if place < nodes.count { replace(at: place, with: last) }
  }

  private mutating func replace(at place: Int, with node: Node) {
    if place > 0, node.precedes(nodes[(place - 1) / 2]) {
      rise(node, from: place)
    } else {
      sink(node, from: place)
    }
  }

  private mutating func put(_ node: Node, at place: Int) {
    nodes[place] = node
    places[Int(node.number)] = Int32(place)
  }

  private mutating func rise(_ node: Node, from start: Int) {
    var place = start
    while place > 0, node.precedes(nodes[(place - 1) / 2]) {
      put(nodes[(place - 1) / 2], at: place)
      place = (place - 1) / 2
    }
    put(node, at: place)
  }

  private mutating func sink(_ node: Node, from start: Int) {
    var place = start
    while true {
      var child = 2 * place + 1
      guard child < nodes.count else { break }
      if child + 1 < nodes.count, nodes[child + 1].precedes(nodes[child]) { child += 1 }
      guard nodes[child].precedes(node) else { break }
      put(nodes[child], at: place)
      place = child
    }
    put(node, at: place)
  }
}
