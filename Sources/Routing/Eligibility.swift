// The match rule worked out before the start: flat tables that the hot path walks.

import Consulting
public import Rings

/// Who may answer which line, as flat tables.
///
/// A view is a class seen through its rings so far: `class × (rings + 1) + ring`. All lines of a
/// view share its agents.
@usableFromInline struct Eligibility: ~Copyable {
  /// Agents of one word of hints who may answer a view.
  @usableFromInline struct Entry: BitwiseCopyable {
    /// `entries of the tier from here on 4 | word 28`.
    @usableFromInline var place: UInt32
    /// Agents of the tier in the entries before this one.
    @usableFromInline var before: UInt32
    @usableFromInline var mask: UInt64

    /// As many entries from here on as are said, or more.
    @usableFromInline static var many: Int { 15 }

    init(word: UInt32, left: Int, before: UInt32, mask: UInt64) {
      place = UInt32(min(left, Self.many)) << 28 | word
      self.before = before
      self.mask = mask
    }

    @inlinable @inline(__always) var word: Int { Int(place & 0xFFF_FFFF) }
    @inlinable @inline(__always) var left: Int { Int(place &>> 28) }
  }

  /// A word of the lines' hints, and which of its views a group may answer: of many groups what
  /// is looked at should be small.
  @usableFromInline struct LineMask: BitwiseCopyable {
    @usableFromInline var word: UInt32
    @usableFromInline var views: UInt32

    /// The bits of the lines of both sides.
    @inlinable @inline(__always) var bits: UInt64 { UInt64(views) | UInt64(views) << 32 }
  }

  /// The tiers `firstTier[view] ..< firstTier[view + 1]` may answer the view, in order of
  /// precedence; those of one tier are alike.
  @usableFromInline let firstTier: Block<UInt32>
  /// `entries[viewEntries[view] ..< viewEntries[view + 1]]`: those of all its tiers, so that the
  /// shortest search need not ask for tiers.
  @usableFromInline let viewEntries: Block<UInt32>
  /// `entries[firstEntry[tier] ..< firstEntry[tier + 1]]`, in ascending order of their words.
  @usableFromInline let firstEntry: Block<UInt32>
  /// Agents of each tier.
  @usableFromInline let tierAgents: Block<UInt32>
  @usableFromInline let entries: Block<Entry>
  /// `masks[firstMask[group] ..< firstMask[group + 1]]`: what the group may answer.
  @usableFromInline let firstMask: Block<UInt32>
  @usableFromInline let masks: Block<LineMask>
  /// Per group the first view that it may answer, how many there are from there to the last, and
  /// where they begin in `scores`.
  @usableFromInline let rows: Block<Row>
  /// Billionths; −1 = may not answer.
  @usableFromInline let scores: Block<Int32>
  @usableFromInline let views: Int
  /// The most views that a group may answer.
  let mostViews: Int

  @usableFromInline struct Row: BitwiseCopyable {
    @usableFromInline var firstView: UInt32
    @usableFromInline var views: UInt32
    @usableFromInline var start: UInt64
  }

  /// Works out the tables.
  ///
  /// - Parameters:
  ///   - viewsPerWord: views whose lines' hints share a word.
  ///   - hints: per group the words and bits of its agents' hints.
  /// - Complexity: O(views × groups of their locations that speak the language × branches), once.
  init(
    _ table: RoutingTable, viewsPerWord: Int,
    hints: [[(word: UInt32, mask: UInt64)]]
  ) {
    let rings = table.rings.count + 1
    let views = table.classes.count * rings
    let speakers = Speakers(table.groups)
    var answerable = [[Answer]](repeating: [], count: table.groups.count)
    var firstTier: [UInt32] = [0]
    var tiers = Tiers()
    for view in 0..<views {
      let requestClass = table.classes[view / rings]
      let opened = table.rings.prefix(view % rings)
      var candidates: [(group: Int, precedence: Double)] = []
      for index in speakers.groups(for: requestClass, after: opened) {
        let group = table.groups[index]
        guard let score = MatchRule.score(of: group, for: requestClass, after: opened)
        else { continue }
        // Whole billionths decide, so that products that round differently still tie.
        let billionths = (score * 1e9).rounded()
        answerable[index].append(Answer(view: UInt32(view), billionths: Int32(billionths)))
        let precedence = table.chooseAgent.precedence(score: billionths / 1e9, rank: group.rank)
        candidates.append((index, precedence))
      }
      candidates.sort { ($0.precedence, $0.group) < ($1.precedence, $1.group) }
      tiers.append(candidates, hints)
      firstTier.append(UInt32(tiers.agents.count))
    }
    var firstMask: [UInt32] = [0]
    var masks: [LineMask] = []
    for answers in answerable {
      masks += Self.lineMasks(answers, viewsPerWord: viewsPerWord)
      firstMask.append(UInt32(masks.count))
    }
    let (rows, scores) = Self.rows(answerable)
    self.views = views
    mostViews = answerable.map(\.count).max() ?? 0
    self.rows = Block(rows)
    self.scores = Block(scores)
    self.firstTier = Block(firstTier)
    viewEntries = Block(firstTier.map { tiers.firstEntry[Int($0)] })
    firstEntry = Block(tiers.firstEntry)
    tierAgents = Block(tiers.agents)
    entries = Block(tiers.entries)
    self.firstMask = Block(firstMask)
    self.masks = Block(masks)
  }

  /// The tiers of a view.
  @inlinable @inline(__always) func tiers(of view: Int) -> Range<Int> {
    Int(firstTier[view])..<Int(firstTier[view &+ 1])
  }

  /// Places of a tier's entries.
  @inlinable @inline(__always) func span(_ tier: Int) -> Range<Int> {
    Int(firstEntry[tier])..<Int(firstEntry[tier &+ 1])
  }

  /// Places of all entries of a view.
  @inlinable @inline(__always) func entries(of view: Int) -> Range<Int> {
    Int(viewEntries[view])..<Int(viewEntries[view &+ 1])
  }

  /// Where the tier ends that begins at an entry of a view.
  ///
  /// - Complexity: O(1) for few entries, else O(tiers of the view).
  @inlinable @inline(__always) func endOfTier(_ start: Int, view: Int) -> Int {
    let left = entries[start].left
    if left < Entry.many { return start &+ left }
    var tier = Int(firstTier[view])
    // A tier of groups without agents begins where the next one does.
    while Int(firstEntry[tier &+ 1]) <= start { tier &+= 1 }
    return Int(firstEntry[tier &+ 1])
  }

  /// Places of a group's masks.
  @inlinable @inline(__always) func masks(of group: Int) -> Range<Int> {
    Int(firstMask[group])..<Int(firstMask[group &+ 1])
  }

  /// The match score of a group for a view, billionths; −1 = may not answer.
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable @inline(__always) func score(_ group: Int, _ view: Int) -> Int32 {
    let row = rows[group]
    let place = view &- Int(row.firstView)
    guard place >= 0, place < Int(row.views) else { return -1 }
    return scores[Int(truncatingIfNeeded: row.start) &+ place]
  }

  /// A view that a group may answer.
  private struct Answer {
    var view: UInt32
    var billionths: Int32
  }

  /// Per group a row of scores, from the first view that it may answer to the last: groups mostly
  /// answer what lies side by side, the classes of their location.
  private static func rows(_ answerable: [[Answer]]) -> (rows: [Row], scores: [Int32]) {
    var rows: [Row] = []
    var scores: [Int32] = []
    for answers in answerable {
      let first = answers.first?.view ?? 0
      let count = answers.last.map { $0.view - first + 1 } ?? 0
      rows.append(Row(firstView: first, views: count, start: UInt64(scores.count)))
      scores += repeatElement(-1, count: Int(count))
      for answer in answers {
        scores[scores.count - Int(count) + Int(answer.view - first)] = answer.billionths
      }
    }
    return (rows, scores)
  }

  /// The tiers of all views so far.
  private struct Tiers {
    var firstEntry: [UInt32] = [0]
    var agents: [UInt32] = []
    var entries: [Entry] = []

    /// Appends the tiers of the sorted candidates, each with its words in ascending order.
    mutating func append(
      _ candidates: [(group: Int, precedence: Double)], _ hints: [[(word: UInt32, mask: UInt64)]]
    ) {
      var rest = candidates[...]
      while let first = rest.first {
        let tier = rest.prefix { $0.precedence == first.precedence }
        rest = rest.dropFirst(tier.count)
        var words: [(word: UInt32, mask: UInt64)] = []
        // Groups come in the order of their agents, and so of their words.
        for (word, mask) in tier.lazy.flatMap({ hints[$0.group] }) {
          if words.last?.word != word { words.append((word, 0)) }
          words[words.count - 1].mask |= mask
        }
        var count: UInt32 = 0
        for (index, (word, mask)) in words.enumerated() {
          entries.append(
            Entry(word: word, left: words.count - index, before: count, mask: mask))
          count += UInt32(mask.nonzeroBitCount)
        }
        firstEntry.append(UInt32(entries.count))
        agents.append(count)
      }
    }
  }

  /// The words of hints that hold the lines of those views, which come in ascending order.
  private static func lineMasks(_ answers: [Answer], viewsPerWord: Int) -> [LineMask] {
    var masks: [LineMask] = []
    for view in answers.lazy.map({ Int($0.view) }) {
      let word = UInt32(view / viewsPerWord)
      if masks.last?.word != word { masks.append(LineMask(word: word, views: 0)) }
      masks[masks.count - 1].views |= 1 << UInt32(view % viewsPerWord)
    }
    return masks
  }
}
