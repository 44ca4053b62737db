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
}
