// A heap of values, the least first; equal values in no order, so that callers leave none equal.

/// A queue that gives its least value first.
struct LeastFirst<Value: Comparable> {
  private var values: [Value] = []

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }

  /// - Complexity: O(log values), no allocation unless there are more than ever before.
  mutating func insert(_ value: Value) {
    var place = values.count
    values.append(value)
    while place > 0, value < values[(place - 1) / 2] {
      values[place] = values[(place - 1) / 2]
      place = (place - 1) / 2
    }
    values[place] = value
  }

  /// The least value, taken out; nil if there is none.
  ///
  /// - Complexity: O(log values).
  mutating func popLeast() -> Value? {
    guard let least = values.first, let last = values.popLast() else { return nil }
    guard !values.isEmpty else { return least }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < values.count else { break }
      if child + 1 < values.count, values[child + 1] < values[child] { child += 1 }
      guard values[child] < last else { break }
      values[place] = values[child]
      place = child
    }
    values[place] = last
    return least
  }
}
