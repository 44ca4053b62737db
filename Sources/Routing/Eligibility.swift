// The match rule worked out before the start: flat tables that the hot path walks.

import Consulting
public import Rings

/// Who may answer which line, as flat tables.
///
/// A view is a class seen through its rings so far: `class × (rings + 1) + ring`. All lines of a
/// view share its agents.
@usableFromInline struct Eligibility: ~Copyable {
  /// A group that may answer a view; entries of equal precedence form a tier.
  @usableFromInline struct Entry: BitwiseCopyable {
    @usableFromInline var group: UInt32
    /// Index after the last entry of this tier.
    @usableFromInline var tierEnd: UInt32
  }

  /// A word of hints and the lines of it that a group may answer.
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
  /// - Parameter sides: lines per view: 1, or 2 with a front line first.
  /// - Complexity: O(classes × rings × groups × branches), once.
  init(_ table: RoutingTable, sides: Int) {
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
      entries += Self.tiers(candidates, from: entries.count)
      first.append(UInt32(entries.count))
    }
    var firstMask: [UInt32] = [0]
    var masks: [LineMask] = []
    for group in table.groups.indices {
      let answerable = (0..<views).filter { scores[group * views + $0] >= 0 }
      masks += Self.lineMasks(answerable, sides: sides)
      firstMask.append(UInt32(masks.count))
    }
    self.views = views
    self.scores = Block(scores)
    self.first = Block(first)
    self.entries = Block(entries)
    self.firstMask = Block(firstMask)
    self.masks = Block(masks)
  }

  /// Entries of the sorted candidates; those of equal precedence share a tier.
  private static func tiers(_ candidates: [(group: Int, precedence: Double)], from start: Int)
    -> [Entry]
  {
    candidates.map { candidate in
      let end = candidates.count { $0.precedence <= candidate.precedence }
      return Entry(group: UInt32(candidate.group), tierEnd: UInt32(start + end))
    }
  }

  /// The words of hints that hold the lines of those views.
  private static func lineMasks(_ views: [Int], sides: Int) -> [LineMask] {
    var byWord: [UInt32: UInt64] = [:]
    for view in views {
      for line in view * sides..<(view + 1) * sides {
        byWord[UInt32(line / 64), default: 0] |= 1 << UInt64(line % 64)
      }
    }
    return byWord.sorted { $0.key < $1.key }.map { LineMask(word: $0.key, mask: $0.value) }
  }
}
