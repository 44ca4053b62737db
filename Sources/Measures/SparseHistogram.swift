// The mergeable, compact form of a histogram: only the buckets that were hit.

/// Counts by bucket, ascending; merges exactly, in any order.
public struct SparseHistogram: Sendable, Equatable {
  private var hits = PackedHits()
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
    var writer = PackedHits.Writer(capacity: 0)
    var last: Hit?
    for value in nanoseconds.sorted() {
      precondition(value >= 0, "a histogram holds spans of time, none is below 0")
      let bucket = UInt32(HistogramBuckets.index(of: value))
      if let hit = last, hit.bucket != bucket {
        writer.append(hit)
        last = nil
      }
      last = Hit(bucket: bucket, count: (last?.count ?? 0) + 1)
      total += 1
      largest = value
    }
    if let last { writer.append(last) }
    hits = PackedHits(writer)
  }

  /// Buckets that were hit, ascending.
  public var buckets: [UInt32] { hits.map(\.bucket) }

  /// As many as `buckets`, each above 0.
  public var counts: [UInt64] { hits.map(\.count) }

  /// Whether nothing was recorded.
  public var isEmpty: Bool { total == 0 }

  /// Adds what another histogram recorded: exact, and the same whatever the order of merging.
  ///
  /// - Complexity: O(buckets of both).
  public mutating func merge(_ other: SparseHistogram) {
    merge(ascending: other.hits, bytes: other.hits.byteCount, largest: other.largest)
  }

  /// Adds hits in ascending order without repeats.
  ///
  /// - Parameter bytes: how many they may need at most; more are found when needed.
  mutating func merge(ascending added: some Sequence<Hit>, bytes: Int, largest: Int64) {
    self.largest = max(self.largest, largest)
    var writer = PackedHits.Writer(capacity: hits.byteCount + bytes)
    var old = hits.makeIterator()
    var mine = old.next()
    for var hit in added {
      total += hit.count
      while let earlier = mine, earlier.bucket < hit.bucket {
        writer.append(earlier)
        mine = old.next()
      }
      if let same = mine, same.bucket == hit.bucket {
        hit.count += same.count
        mine = old.next()
      }
      writer.append(hit)
    }
    while let later = mine {
      writer.append(later)
      mine = old.next()
    }
    hits = PackedHits(writer)
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
    var writer = PackedHits.Writer(capacity: hits.byteCount)
    var others = block.hits.makeIterator()
    var taken = others.next()
    for var hit in hits {
      if let part = taken, part.bucket == hit.bucket {
        precondition(part.count <= hit.count, "only what was merged can be taken out")
        hit.count -= part.count
        taken = others.next()
      }
      guard hit.count > 0 else { continue }
      writer.append(hit)
      rest.total += hit.count
    }
    precondition(taken == nil, "only what was merged can be taken out")
    rest.hits = PackedHits(writer)
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
    for hit in hits {
      cumulated += hit.count
      if cumulated >= rank {
        return min(HistogramBuckets.midpoint(of: Int(hit.bucket)), Double(largest))
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
    for hit in hits {
      guard hit.bucket <= last else { break }
      cumulated += hit.count
    }
    return cumulated
  }
}
