// Whose turn it is among customers who wait for the same agents.

/// Where a customer stands among others, first come first served within a priority.
struct QueueTurn: Comparable {
  /// Priority with ageing, higher first, as the routing core compares it.
  let urgency: Int64
  /// Came back to the queue, and goes ahead of all others of the same urgency.
  let isFront: Bool
  let enteredAt: Int64
  let classIndex: Int
  /// Numbers everyone who ever entered.
  let sequence: UInt64
  /// Who it is.
  let contact: Int

  /// Sooner comes first; in the order of `Router.isBetter` for `oldest`.
  static func < (a: Self, b: Self) -> Bool {
    if a.urgency != b.urgency { return a.urgency > b.urgency }
    if a.isFront != b.isFront { return a.isFront }
    return (a.enteredAt, a.classIndex, a.sequence) < (b.enteredAt, b.classIndex, b.sequence)
  }
}
