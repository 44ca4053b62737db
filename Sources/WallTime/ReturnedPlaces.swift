// Places of the pool on their way back to the workers who own them: many give, one takes.

import Rings

/// Places that were done with by another worker than the one who owns them.
///
/// One chain per owner, through the places themselves: each place is in it once at most, so a
/// chain cannot be full. Owners have ranges of equal length, one after the other.
/// - Complexity: O(1) to give (lock-free), O(places) to take all; no allocation.
struct ReturnedPlaces: ~Copyable {
  /// By owner: the last place that was given, plus one; each alone on its cache lines.
  private let last: Words<AtomicMemory>
  /// By place: the place given before, plus one; 0 ends the chain.
  private let before: Block<UInt32>
  private let range: Int

  private static var stride: Int { 16 }

  /// Empty chains of so many owners of `range` places each.
  init(owners: Int, range: Int) {
    self.range = range
    last = Words(count: owners * Self.stride)
    before = Block(count: owners * range, repeating: 0)
  }

  /// Gives a place back to its owner; any thread that had it.
  func give(_ place: Int) {
    let chain = place / range &* Self.stride
    while true {
      let newest = last.load(chain)
      before[place] = UInt32(truncatingIfNeeded: newest)
      // Ordering: the exchange publishes the link and all that was written about the place before;
      // it pairs with the owner's `takeAll`, which empties the whole chain, so that no place can
      // come back in between unseen.
      if last.compareExchange(chain, expected: newest, desired: UInt64(place &+ 1)) { return }
    }
  }

  /// Whether nothing has come back; a look that costs a load.
  @inline(__always) func isEmpty(_ owner: Int) -> Bool { last.load(owner &* Self.stride) == 0 }

  /// Takes the last of all that came back to an owner, nil for nothing; `next` has the others.
  /// The owner alone.
  func takeAll(_ owner: Int) -> Int? {
    // Ordering: pairs with `give`.
    let newest = last.fetchAnd(owner &* Self.stride, 0)
    return newest == 0 ? nil : Int(newest) - 1
  }

  /// The place that was given before one that was taken; to be asked before that is used again.
  func next(_ place: Int) -> Int? {
    let earlier = before[place]
    return earlier == 0 ? nil : Int(earlier) - 1
  }
}
