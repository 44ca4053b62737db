// The states that were explored already, as hashes: what can follow them need not be looked at
// twice.

/// A set of hashed states, each with the preemptions that were left when it was explored.
///
/// Two of 10 million states share a hash with probability 3 in a million.
/// - Complexity: O(1) amortised, 9 bytes a place, at most half of them taken.
struct VisitedStates {
  private var hashes: [UInt64]
  private var budgets: [UInt8]
  /// States in the set.
  private(set) var count = 0

  init() {
    hashes = [UInt64](repeating: 0, count: 1 << 12)
    budgets = [UInt8](repeating: 0, count: 1 << 12)
  }

  /// Notes a state; false if it was explored with as many preemptions left.
  mutating func insert(_ state: UInt64, budget: Int) -> Bool {
    let state = state == 0 ? 1 : state
    let budget = UInt8(min(budget, 255))
    let place = place(of: state)
    if hashes[place] == state {
      if budgets[place] >= budget { return false }
      budgets[place] = budget
      return true
    }
    hashes[place] = state
    budgets[place] = budget
    count += 1
    if count * 2 > hashes.count { grow() }
    return true
  }

  private func place(of state: UInt64) -> Int {
    let mask = hashes.count - 1
    var place = Int(truncatingIfNeeded: state) & mask
    while hashes[place] != 0, hashes[place] != state { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldHashes, oldBudgets) = (hashes, budgets)
    hashes = [UInt64](repeating: 0, count: oldHashes.count * 2)
    budgets = [UInt8](repeating: 0, count: oldHashes.count * 2)
    for (index, state) in oldHashes.enumerated() where state != 0 {
      let place = place(of: state)
      hashes[place] = state
      budgets[place] = oldBudgets[index]
    }
  }
}
