// Choosing among agents with room: whose turn it is within a tier, and a pick at random.

public import Rings

extension AgentRoster {
  /// The best agent of a tier so far.
  @usableFromInline struct Best {
    @usableFromInline var agent = Int.max
    @usableFromInline var turn = UInt64.max
    @inlinable @inline(__always) init() {}
  }

  /// The agent with room of a tier whose turn it is, of equals the one with the lowest number;
  /// −1 if there is none.
  ///
  /// - Complexity: O(words of the tier + agents with room of a few of them), no allocation; of
  ///   like agents only words that may hold an earlier turn are looked at.
  @inlinable @inline(__always)
  func best(
    _ tier: Range<Int>, of entries: borrowing Block<Eligibility.Entry>, without excluded: Without
  ) -> Int {
    var best = Best()
    if tier.count > 4 {
      // The word that may hold the earliest turn first: then most others need no look.
      var likely = tier.lowerBound
      var least = UInt64.max
      for index in tier {
        let bound = earliest.load(Int(entries[index].word))
        if bound < least { (least, likely) = (bound, index) }
      }
      consider(entries[likely], without: excluded, among: tier.count, &best)
    }
    for index in tier where mayHoldEarlier(Int(entries[index].word), than: best) {
      consider(entries[index], without: excluded, among: tier.count, &best)
    }
    return best.agent == .max ? -1 : best.agent
  }

  /// Holds the agents with room of one entry against the best so far.
  @inlinable @inline(__always)
  func consider(
    _ entry: Eligibility.Entry, without excluded: Without, among words: Int, _ best: inout Best
  ) {
    let word = Int(entry.word)
    // A word in which nobody else has room may get a new bound.
    let isWhole = words > 4 && hints.load(word) & ~entry.mask == 0
    if isWhole { liftBound(word) }
    let hinted = hints.load(word)
    var bits = hinted & entry.mask
    let first = Int(firstAgent[word])
    var least = UInt64.max
    while bits != 0 {
      let agent = first &+ bits.trailingZeroBitCount
      bits &= bits &- 1
      let state = state(agent)
      let turn = turn(agent, state)
      least = min(least, turn)
      guard state.isAvailable, !excluded.contains(agent) else { continue }
      if turn < best.turn || (turn == best.turn && agent < best.agent) {
        (best.agent, best.turn) = (agent, turn)
      }
    }
    if isWhole { lowerBound(word, to: hinted & ~entry.mask == 0 ? least : 0) }
  }

  /// Whether an agent of a word may come before the one found; always as long as none is found,
  /// for the bound of a word that somebody just came to may be late.
  @inlinable @inline(__always) func mayHoldEarlier(_ word: Int, than best: Best) -> Bool {
    let bound = earliest.load(word)
    return bound < best.turn || (bound == best.turn && Int(firstAgent[word]) < best.agent)
  }

  /// Any agent with room of a view, each with equal probability; −1 if there is none.
  ///
  /// Under threads a hint may be out of date: then the next agent with room has the turn.
  /// - Complexity: O(words of the view), no allocation.
  @inlinable
  func anyone(
    _ view: Range<Int>, of entries: borrowing Block<Eligibility.Entry>,
    without excluded: Without, draw: UInt64
  ) -> Int {
    var total = 0
    for index in view { total &+= found(entries[index], without: excluded).nonzeroBitCount }
    var left = Int(UInt64(total).multipliedFullWidth(by: draw).high)
    for index in view {
      var bits = found(entries[index], without: excluded)
      if left >= bits.nonzeroBitCount {
        left &-= bits.nonzeroBitCount
        continue
      }
      for _ in 0..<left { bits &= bits &- 1 }
      left = 0
      if let agent = firstAvailable(bits, of: Int(entries[index].word)) { return agent }
    }
    // Whoever was counted has been taken, or came before the turn.
    guard Memory.isShared else { return -1 }
    for index in view {
      let bits = found(entries[index], without: excluded)
      if let agent = firstAvailable(bits, of: Int(entries[index].word)) { return agent }
    }
    return -1
  }

  /// The lowest agent of some bits of a word who has room.
  @inlinable @inline(__always) func firstAvailable(_ bits: UInt64, of word: Int) -> Int? {
    var bits = bits
    while bits != 0 {
      let agent = Int(firstAgent[word]) &+ bits.trailingZeroBitCount
      bits &= bits &- 1
      if state(agent).isAvailable { return agent }
    }
    return nil
  }

  /// The hints of an entry without those of the excluded.
  @inlinable @inline(__always)
  func found(_ entry: Eligibility.Entry, without excluded: Without) -> UInt64 {
    let bits = without(
      excluded.one, entry.word, hints.load(Int(entry.word)) & entry.mask)
    return without(excluded.other, entry.word, bits)
  }

  @inlinable @inline(__always)
  func without(_ agent: Int, _ word: UInt32, _ bits: UInt64) -> UInt64 {
    agent >= 0 && records[agent].word == word ? bits & ~records[agent].hint : bits
  }
}
