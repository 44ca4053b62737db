// How a span of nanoseconds maps to a bucket of at most 0.1 % relative error.

/// Log-linear buckets: whole nanoseconds up to 1,023, then 512 buckets an octave.
///
/// A value is told from its bucket's midpoint with a relative error of at most 1/1024.
public enum HistogramBuckets {
  /// Buckets in all: values up to `Int64.max`.
  public static let count = (63 - 9 + 1) * 512

  /// The bucket of a value of 0 or more.
  ///
  /// - Complexity: O(1), one bit scan.
  @inlinable public static func index(of nanoseconds: Int64) -> Int {
    if nanoseconds < 1024 { return Int(nanoseconds) }
    let octave = 63 &- nanoseconds.leadingZeroBitCount &- 9
    return octave &<< 9 &+ Int(nanoseconds &>> Int64(octave))
  }

  /// The middle of a bucket, nanoseconds.
  public static func midpoint(of index: Int) -> Double {
    if index < 1024 { return Double(index) }
    let octave = index >> 9 - 1
    let low = Int64(512 + index & 511) << Int64(octave)
    return Double(low) + Double(Int64(1) << Int64(octave) - 1) / 2
  }
}
