// From what a cell counted to its figures, for all replications together and for each alone.

import Consulting
import Measures
import Scenarios
import Tallies

extension Cell {
  /// The figure that a recipe makes of this cell.
  func figure(_ recipe: Recipe) -> Figure {
    switch recipe {
    case .mean(let term): .mean(of: replications.map(term))
    case .ratio(let scale, let part, let whole):
      .ratio(replications.map(part), over: replications.map(whole), scale: scale)
    case .percentile(let quantity, let share):
      BlockedHistogram(histograms(of: quantity)).percentile(share)
    case .largest(let quantity): BlockedHistogram(histograms(of: quantity)).largest
    }
  }

  /// The same figure of each replication alone; nil where it has no cases.
  ///
  /// Percentiles are known of a single replication only where each has a block of its own;
  /// otherwise there are none.
  func values(_ recipe: Recipe) -> [Double?] {
    switch recipe {
    case .mean(let term): replications.map(term)
    case .ratio(_, let part, let whole):
      replications.map { cell in
        let cases = whole(cell)
        return cases > 0 ? part(cell) / cases : nil
      }
    case .percentile(let quantity, let share):
      blocksAreReplications
        ? histograms(of: quantity).map { $0.percentile(share).map { $0 / 1e9 } } : []
    case .largest(let quantity):
      blocksAreReplications
        ? histograms(of: quantity).map { $0.isEmpty ? nil : Double($0.largest) / 1e9 } : []
    }
  }

  /// Staffed agents, mean over time and replications.
  var staffed: Figure {
    let nanoseconds = Double((span.upperBound - span.lowerBound).nanoseconds)
    return .mean(of: replications.map { $0.agents.staffedNanoseconds / nanoseconds })
  }
}

/// Histograms by block of replications, ready for a jackknife.
struct BlockedHistogram {
  private let merged: SparseHistogram
  private let leavingOut: [SparseHistogram]

  /// - Complexity: O(blocks · buckets).
  init(_ blocks: [SparseHistogram]) {
    let all = Self.merged(blocks[...])
    merged = all
    leavingOut = blocks.indices.map { left in
      let others = blocks.indices.filter { $0 != left }
      let largest = others.map { blocks[$0].largest }.max() ?? 0
      return all.subtracting(blocks[left], largest: largest)
    }
  }

  /// All blocks together, in halves: each bucket is moved O(log blocks) times.
  private static func merged(_ blocks: ArraySlice<SparseHistogram>) -> SparseHistogram {
    guard blocks.count > 1 else { return blocks.first ?? SparseHistogram() }
    let middle = blocks.startIndex + blocks.count / 2
    var all = merged(blocks[..<middle])
    all.merge(merged(blocks[middle...]))
    return all
  }

  /// A percentile in seconds.
  func percentile(_ share: Double) -> Figure { figure { $0.percentile(share) } }

  /// The largest value in seconds.
  var largest: Figure { figure { $0.isEmpty ? nil : Double($0.largest) } }

  private func figure(_ nanoseconds: (SparseHistogram) -> Double?) -> Figure {
    .jackknife(
      nanoseconds(merged).map { $0 / 1e9 },
      leavingOut: leavingOut.map { nanoseconds($0).map { $0 / 1e9 } }, scale: .unlimited)
  }
}
