// The match rule worked out before the start: flat tables that the hot path walks.

import Consulting
public import Rings

/// Who may answer which line, as flat tables.
///
/// A view is a class seen through its rings so far: `class × (rings + 1) + ring`. All lines of a
/// view share its agents.
@usableFromInline struct Eligibility: ~Copyable {
  /// Agents of one word of hints who may answer a view; entries of equal precedence form a tier.
  @usableFromInline struct Entry: BitwiseCopyable {
    @usableFromInline var word: UInt32
    /// Index after the last entry of this tier.
    @usableFromInline var tierEnd: UInt32
    @usableFromInline var mask: UInt64
  }

  /// A word of the lines' hints, and both bits of those that a group may answer.
  @usableFromInline struct LineMask: BitwiseCopyable {
    @usableFromInline var word: UInt32
    @usableFromInline var mask: UInt64
  }

  /// `entries[first[view] ..< first[view + 1]]` may answer the view, in order of precedence.
  @usableFromInline let first: Block<UInt32>
  @usableFromInline let entries: Block<Entry>
  /// `masks[firstMask[group] ..< firstMask[group + 1]]`: what the group may answer.
  @usableFromInline let firstMask: Block<UInt32>
  @usableFromInline let masks: Block<LineMask>
  /// Billionths by `group × views + view`; −1 = may not answer.
  @usableFromInline let scores: Block<Int32>
  @usableFromInline let views: Int

  /// Works out the tables.
  ///
  /// - Parameters:
  ///   - sides: lines per view: 1, or 2 with a front line first.
  ///   - linesPerWord: lines whose two hints share a word.
  ///   - hints: per group the words and bits of its agents' hints.
  /// - Complexity: O(classes × rings × groups × branches), once.
  init(
    _ table: RoutingTable, sides: Int, linesPerWord: Int,
    hints: [[(word: UInt32, mask: UInt64)]]
  ) {
    let rings = table.rings.count + 1
    let views = table.classes.count * rings
    var scores = [Int32](repeating: -1, count: views * table.groups.count)
    var first: [UInt32] = [0]
    var entries: [Entry] = []
    for view in 0..<views {
      var candidates: [(group: Int, precedence: Double)] = []
      for (index, group) in table.groups.enumerated() {
        guard
          let score = MatchRule.score(
            of: group, for: table.classes[view / rings], after: table.rings.prefix(view % rings))
        else { continue }
        // Whole billionths decide, so that products that round differently still tie.
        let billionths = (score * 1e9).rounded()
        scores[index * views + view] = Int32(billionths)
        let precedence = table.chooseAgent.precedence(score: billionths / 1e9, rank: group.rank)
        candidates.append((index, precedence))
      }
      candidates.sort { ($0.precedence, $0.group) < ($1.precedence, $1.group) }
      Self.append(candidates, hints, to: &entries)
      first.append(UInt32(entries.count))
    }
    var firstMask: [UInt32] = [0]
    var masks: [LineMask] = []
    for group in table.groups.indices {
      let answerable = (0..<views).filter { scores[group * views + $0] >= 0 }
      masks += Self.lineMasks(answerable, sides: sides, linesPerWord: linesPerWord)
      firstMask.append(UInt32(masks.count))
    }
    self.views = views
    self.scores = Block(scores)
    self.first = Block(first)
    self.entries = Block(entries)
    self.firstMask = Block(firstMask)
    self.masks = Block(masks)
  }

  /// Appends the tiers of the sorted candidates, each with its words in ascending order.
  private static func append(
    _ candidates: [(group: Int, precedence: Double)], _ hints: [[(word: UInt32, mask: UInt64)]],
    to entries: inout [Entry]
  ) {
    var rest = candidates[...]
    while let first = rest.first {
      let tier = rest.prefix { $0.precedence == first.precedence }
      rest = rest.dropFirst(tier.count)
      var byWord: [UInt32: UInt64] = [:]
      for candidate in tier {
        for (word, mask) in hints[candidate.group] { byWord[word, default: 0] |= mask }
      }
      let end = UInt32(entries.count + byWord.count)
      entries += byWord.sorted { $0.key < $1.key }
        .map { Entry(word: $0.key, tierEnd: end, mask: $0.value) }
    }
  }

  /// The words of hints that hold the lines of those views.
  private static func lineMasks(_ views: [Int], sides: Int, linesPerWord: Int) -> [LineMask] {
    var byWord: [UInt32: UInt64] = [:]
    for view in views {
      for line in view * sides..<(view + 1) * sides {
        byWord[UInt32(line / linesPerWord), default: 0] |= 3 << UInt64(line % linesPerWord * 2)
      }
    }
    return byWord.sorted { $0.key < $1.key }.map { LineMask(word: $0.key, mask: $0.value) }
  }
}
