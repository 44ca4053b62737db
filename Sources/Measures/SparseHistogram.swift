// The mergeable, compact form of a histogram: only the buckets that were hit.

/// Counts by bucket, ascending; merges exactly, in any order.
public struct SparseHistogram: Sendable, Equatable {
  /// Buckets that were hit, ascending.
  public private(set) var buckets: [UInt32] = []
  /// As many as `buckets`, each above 0.
  public private(set) var counts: [UInt64] = []
  /// Values recorded.
  public private(set) var total: UInt64 = 0
  /// The largest value recorded, exact; 0 when empty.
  public private(set) var largest: Int64 = 0

  /// Nothing recorded.
  public init() {}

  /// Those values, each 0 or more nanoseconds, in any order.
  ///
  /// - Complexity: O(n log n).
  public init(_ nanoseconds: some Sequence<Int64>) {
    for value in nanoseconds.sorted() {
      precondition(value >= 0, "a histogram holds spans of time, none is below 0")
      let bucket = UInt32(HistogramBuckets.index(of: value))
      if buckets.last == bucket {
        counts[counts.count - 1] += 1
      } else {
        buckets.append(bucket)
        counts.append(1)
      }
      total += 1
      largest = value
    }
  }

  /// Whether nothing was recorded.
  public var isEmpty: Bool { total == 0 }

  /// Adds what another histogram recorded: exact, and the same whatever the order of merging.
  ///
  /// - Complexity: O(buckets of both); allocates only for buckets that are new here.
  public mutating func merge(_ other: SparseHistogram) {
    merge(ascending: other.buckets, counts: other.counts, largest: other.largest)
  }

  /// Adds counts by bucket: `ascending` without repeats, `counts` all above 0.
  mutating func merge(ascending added: [UInt32], counts addedCounts: [UInt64], largest: Int64) {
    self.largest = max(self.largest, largest)
    // From the back, so that nothing is overwritten before it has moved.
    var read = buckets.count - 1
    var write = read + bucketsMissing(of: added)
    buckets.append(contentsOf: repeatElement(0, count: write - read))
    counts.append(contentsOf: repeatElement(0, count: write - read))
    for index in added.indices.reversed() {
      while read >= 0, buckets[read] > added[index] {
        buckets[write] = buckets[read]
        counts[write] = counts[read]
        read -= 1
        write -= 1
      }
      var count = addedCounts[index]
      total += count
      if read >= 0, buckets[read] == added[index] {
        count += counts[read]
        read -= 1
      }
      buckets[write] = added[index]
      counts[write] = count
      write -= 1
    }
  }

  /// How many of those ascending buckets were not hit here.
  private func bucketsMissing(of other: [UInt32]) -> Int {
    var missing = 0
    var mine = 0
    for bucket in other {
      while mine < buckets.count, buckets[mine] < bucket { mine += 1 }
      if mine == buckets.count || buckets[mine] != bucket { missing += 1 }
    }
    return missing
  }
}

extension SparseHistogram {
  /// What remains when a part of what was merged here is taken out again.
  ///
  /// - Parameters:
  ///   - block: a histogram that was merged into this one.
  ///   - largest: the largest value of what remains, which counts alone cannot tell.
  /// - Complexity: O(buckets).
  public func subtracting(_ block: SparseHistogram, largest: Int64) -> SparseHistogram {
    var rest = SparseHistogram()
    rest.buckets.reserveCapacity(buckets.count)
    rest.counts.reserveCapacity(counts.count)
    var taken = 0
    for (bucket, count) in zip(buckets, counts) {
      var left = count
      if taken < block.buckets.count, block.buckets[taken] == bucket {
        precondition(block.counts[taken] <= count, "only what was merged can be taken out")
        left -= block.counts[taken]
        taken += 1
      }
      guard left > 0 else { continue }
      rest.buckets.append(bucket)
      rest.counts.append(left)
      rest.total += left
    }
    precondition(taken == block.buckets.count, "only what was merged can be taken out")
    rest.largest = largest
    return rest
  }

  /// All of the blocks together.
  public static func merged(_ blocks: [SparseHistogram]) -> SparseHistogram {
    var all = SparseHistogram()
    for block in blocks { all.merge(block) }
    return all
  }

  /// For each block, all the others together: what a delete-one-block jackknife looks at.
  ///
  /// - Complexity: O(blocks · buckets), one subtraction a block.
  public static func leavingOutEach(of blocks: [SparseHistogram]) -> [SparseHistogram] {
    let all = merged(blocks)
    return blocks.indices.map { left in
      var largest: Int64 = 0
      for other in blocks.indices where other != left {
        largest = max(largest, blocks[other].largest)
      }
      return all.subtracting(blocks[left], largest: largest)
    }
  }
}

extension SparseHistogram {
  /// The q-quantile, nanoseconds: the smallest value with at least ⌈q · total⌉ values at or below
  /// it; nil when nothing was recorded.
  ///
  /// Exact below 1,024 ns (so 0 stays 0), else the middle of the value's bucket, off by at most
  /// 1/1024 of the value; never above `largest`.
  ///
  /// - Parameter share: q in 0…1; 0 gives the smallest value, 1 the largest's bucket.
  /// - Complexity: O(buckets).
  public func percentile(_ share: Double) -> Double? {
    precondition((0...1).contains(share), "a percentile is asked for a share between 0 and 1")
    guard total > 0 else { return nil }
    let rank = Self.rank(of: share, among: total)
    var cumulated: UInt64 = 0
    for (bucket, count) in zip(buckets, counts) {
      cumulated += count
      if cumulated >= rank {
        return min(HistogramBuckets.midpoint(of: Int(bucket)), Double(largest))
      }
    }
    return Double(largest)
  }

  /// ⌈share · total⌉, at least 1; a product that misses a whole number by its rounding alone is
  /// that number (0.07 · 100 is 7, not 8).
  private static func rank(of share: Double, among total: UInt64) -> UInt64 {
    let product = share * Double(total)
    let whole = product.rounded(.toNearestOrAwayFromZero)
    let rank = abs(product - whole) <= whole * 0x1p-51 ? whole : product.rounded(.up)
    return max(1, rank >= Double(total) ? total : UInt64(rank))
  }

  /// How many values are at most `nanoseconds`; the whole of its bucket counts, so that values up
  /// to 0.2 % above it may be in. Exact below 1,024 ns.
  ///
  /// - Complexity: O(buckets).
  public func count(atMost nanoseconds: Int64) -> UInt64 {
    guard nanoseconds >= 0 else { return 0 }
    let last = UInt32(HistogramBuckets.index(of: nanoseconds))
    var cumulated: UInt64 = 0
    for (bucket, count) in zip(buckets, counts) {
      guard bucket <= last else { break }
      cumulated += count
    }
    return cumulated
  }
}
