// Choosing among agents with room: whose turn it is within a tier, and a pick at random.

public import Rings

extension AgentRoster {
  /// The best agent of a tier so far.
  @usableFromInline struct Best {
    @usableFromInline var agent = Int.max
    @usableFromInline var turn = UInt64.max
    @inlinable @inline(__always) init() {}
  }

  /// Words of a tier up to which all of them are looked at, without a thought for bounds or luck.
  @usableFromInline static var fewWords: Int { 4 }

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
    guard tier.count > Self.fewWords else {
      for index in tier { _ = consider(entries[index], without: excluded, &best) }
      return best.agent == .max ? -1 : best.agent
    }
    // The word that may hold the earliest turn first: then most others need no look.
    var likely = -1
    var least = UInt64.max
    for index in tier where hints.load(entries[index].word) & entries[index].mask != 0 {
      let bound = earliest.load(entries[index].word)
      if likely < 0 || bound < least { (least, likely) = (bound, index) }
    }
    guard likely >= 0 else { return -1 }
    renewBound(entries[likely], consider(entries[likely], without: excluded, &best))
    for index in tier where mayHoldEarlier(entries[index], than: best) {
      renewBound(entries[index], consider(entries[index], without: excluded, &best))
    }
    return best.agent == .max ? -1 : best.agent
  }

  /// Holds the agents with room of one entry against the best so far; the first turn of them.
  @inlinable @inline(__always)
  func consider(_ entry: Eligibility.Entry, without excluded: Without, _ best: inout Best)
    -> UInt64
  {
    var least = UInt64.max
    let word = entry.word
    var bits = hints.load(word) & entry.mask
    let first = Int(firstAgent[word])
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
    return least
  }

  /// Lifts the bound of a word whose first turn it no longer is, if all agents with room of the
  /// word are of this entry: the next search passes over the word.
  ///
  /// - Complexity: O(agents with room of the word).
  @inlinable @inline(__always) func renewBound(_ entry: Eligibility.Entry, _ least: UInt64) {
    let word = entry.word
    guard earliest.load(word) < least, hints.load(word) & ~entry.mask == 0 else { return }
    liftBound(word)
    // After the bound: whoever gets room meanwhile lowers it himself.
    lowerBound(word, to: leastTurn(word, hints.load(word)))
  }

  /// The first turn of some agents of a word.
  @inlinable @inline(__always) func leastTurn(_ word: Int, _ hinted: UInt64) -> UInt64 {
    var bits = hinted
    var least = UInt64.max
    while bits != 0 {
      let agent = Int(firstAgent[word]) &+ bits.trailingZeroBitCount
      bits &= bits &- 1
      least = min(least, turn(agent, state(agent)))
    }
    return least
  }

  /// Whether an agent of a word may come before the one found; always as long as none is found,
  /// for the bound of a word that somebody just came to may be late.
  @inlinable @inline(__always)
  func mayHoldEarlier(_ entry: Eligibility.Entry, than best: Best) -> Bool {
    let word = entry.word
    guard hints.load(word) & entry.mask != 0 else { return false }
    let bound = earliest.load(word)
    return bound < best.turn || (bound == best.turn && Int(firstAgent[word]) < best.agent)
  }

  /// Any agent with room of a tier, each with equal probability; −1 if there is none.
  ///
  /// A few agents of the tier are drawn, whether they have room or not, and the first who has it
  /// is taken; only then is counted who has.
  /// Under threads a hint may be out of date: then the next agent with room has the turn.
  /// - Complexity: O(1) as long as many have room, else O(words of the tier), no allocation.
  @inlinable
  func anyone(
    _ tier: Range<Int>, _ agents: UInt32, of entries: borrowing Block<Eligibility.Entry>,
    without excluded: Without, draw: UInt64
  ) -> Int {
    var draw = draw
    if tier.count > Self.fewWords {
      for _ in 0..<4 {
        let (word, bit) = member(tier, agents, of: entries, draw: draw)
        let agent = Int(firstAgent[word]) &+ bit
        if hints.load(word) &>> UInt64(bit) & 1 == 1, state(agent).isAvailable,
          !excluded.contains(agent)
        {
          return agent
        }
        // The next of a linear congruence (Knuth, MMIX); its high bits are used.
        draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      }
    }
    return anyCounted(tier, of: entries, without: excluded, draw: draw)
  }

  /// An agent of a tier, with or without room: his word and bit.
  @inlinable @inline(__always)
  func member(
    _ tier: Range<Int>, _ agents: UInt32, of entries: borrowing Block<Eligibility.Entry>,
    draw: UInt64
  ) -> (word: Int, bit: Int) {
    let rank = UInt32(truncatingIfNeeded: UInt64(agents).multipliedFullWidth(by: draw).high)
    let words = UInt64(tier.count)
    // About as far into the entries as into the agents.
    var index = tier.lowerBound &+ Int(words.multipliedFullWidth(by: draw).high)
    while entries[index].before > rank { index &-= 1 }
    while index &+ 1 < tier.upperBound, entries[index &+ 1].before <= rank { index &+= 1 }
    let entry = entries[index]
    return (entry.word, place(ofBit: Int(rank &- entry.before), in: entry.mask))
  }

  /// Where the bit is that has so many set ones below it.
  @inlinable @inline(__always) func place(ofBit rank: Int, in mask: UInt64) -> Int {
    var (bits, left, place) = (mask, rank, 0)
    if left >= 8 {
      var width: UInt64 = 32
      while width > 0 {
        let below = (bits & (1 &<< width &- 1)).nonzeroBitCount
        if left >= below {
          left &-= below
          bits &>>= width
          place &+= Int(truncatingIfNeeded: width)
        }
        width &>>= 1
      }
      return place
    }
    for _ in 0..<left { bits &= bits &- 1 }
    return bits.trailingZeroBitCount
  }

  /// Any agent with room of some entries, by counting who has room.
  @inlinable
  func anyCounted(
    _ span: Range<Int>, of entries: borrowing Block<Eligibility.Entry>,
    without excluded: Without, draw: UInt64
  ) -> Int {
    var total = 0
    for index in span { total &+= found(entries[index], without: excluded).nonzeroBitCount }
    guard total > 0 else { return -1 }
    var left = Int(UInt64(total).multipliedFullWidth(by: draw).high)
    for index in span {
      var bits = found(entries[index], without: excluded)
      if left >= bits.nonzeroBitCount {
        left &-= bits.nonzeroBitCount
        continue
      }
      for _ in 0..<left { bits &= bits &- 1 }
      left = 0
      if let agent = firstAvailable(bits, of: entries[index].word) { return agent }
    }
    // Whoever was counted has been taken, or came before the turn.
    guard Memory.isShared else { return -1 }
    for index in span {
      let bits = found(entries[index], without: excluded)
      if let agent = firstAvailable(bits, of: entries[index].word) { return agent }
    }
    return -1
  }

  /// The first agent with room of some entries from a random one on, and of his word from a
  /// random bit on; −1 if there is none.
  ///
  /// - Complexity: O(words without room before him), no allocation.
  @inlinable @inline(__always)
  func firstFound(
    _ span: Range<Int>, of entries: borrowing Block<Eligibility.Entry>,
    without excluded: Without, draw: UInt64
  ) -> Int {
    let start =
      span.lowerBound &+ Int(UInt64(span.count).multipliedFullWidth(by: draw).high)
    for index in start..<span.upperBound {
      let agent = anyAvailable(entries[index], without: excluded, draw: draw)
      if agent >= 0 { return agent }
    }
    for index in span.lowerBound..<start {
      let agent = anyAvailable(entries[index], without: excluded, draw: draw)
      if agent >= 0 { return agent }
    }
    return -1
  }

  /// An agent with room of an entry, the first from a random bit on; −1 if there is none.
  @inlinable @inline(__always)
  func anyAvailable(_ entry: Eligibility.Entry, without excluded: Without, draw: UInt64) -> Int {
    var bits = hints.load(entry.word) & entry.mask
    if bits == 0 { return -1 }
    bits = found(entry, without: excluded)
    // The low bits of the draw: the high ones have chosen the entry.
    let above = bits & (~0 &<< (draw & 63))
    let chosen = above == 0 ? bits : above
    return firstAvailable(chosen, of: entry.word)
      ?? firstAvailable(bits & ~chosen, of: entry.word) ?? -1
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
    let word = entry.word
    let bits = without(excluded.one, word, hints.load(word) & entry.mask)
    return without(excluded.other, word, bits)
  }

  @inlinable @inline(__always)
  func without(_ agent: Int, _ word: Int, _ bits: UInt64) -> UInt64 {
    agent >= 0 && record(agent).word == word ? bits & ~record(agent).hint : bits
  }
}
