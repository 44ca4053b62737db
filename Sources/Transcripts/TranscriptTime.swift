// When something was said, on the clock of the wall: what is kept for people to read.

/// A moment in microseconds since 1970, UTC.
public struct TranscriptTime: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Microseconds since 1970 without leap seconds.
  public let unixMicroseconds: Int64

  /// The moment so many microseconds after 1970 began.
  @inlinable public init(unixMicroseconds: Int64) { self.unixMicroseconds = unixMicroseconds }

  /// Earlier is less.
  @inlinable public static func < (one: Self, other: Self) -> Bool {
    one.unixMicroseconds < other.unixMicroseconds
  }
}
