// What is to happen, in the order of its virtual time.

/// Things to do at instants of virtual time; those of one instant in the order they were put in.
struct Happenings {
  private struct Entry {
    let time: Int64
    let order: Int
    let action: () -> Void
  }

  private var heap: [Entry] = []
  private var count = 0

  /// When the next thing happens; nil if nothing does.
  var nextTime: Int64? { heap.first?.time }

  /// - Complexity: O(log things).
  mutating func put(at time: Int64, _ action: @escaping () -> Void) {
    count += 1
    heap.append(Entry(time: time, order: count, action: action))
    var place = heap.count - 1
    while place > 0, isBefore(place, (place - 1) / 2) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// The next thing that happens until a time; nil if there is none.
  mutating func take(until time: Int64) -> (() -> Void)? {
    guard let first = heap.first, first.time <= time else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var place = 0
    while 2 * place + 1 < heap.count {
      var child = 2 * place + 1
      if child + 1 < heap.count, isBefore(child + 1, child) { child += 1 }
      guard isBefore(child, place) else { break }
      heap.swapAt(child, place)
      place = child
    }
    return first.action
  }

  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    (heap[one].time, heap[one].order) < (heap[other].time, heap[other].order)
  }
}
