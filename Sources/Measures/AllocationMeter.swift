// What a thread allocates, counted by whoever knows the allocator; this room does not.

/// What a thread has allocated so far.
public struct AllocationCount: Sendable {
  /// Bytes, freed ones included.
  public var bytes: UInt64
  /// How often.
  public var allocations: UInt64

  /// Those.
  public init(bytes: UInt64, allocations: UInt64) {
    self.bytes = bytes
    self.allocations = allocations
  }
}

/// Counts what a thread allocates, called on that thread.
public struct AllocationMeter: Sendable {
  /// Begins to count.
  public let begin: @Sendable () -> Void
  /// What was allocated since.
  public let read: @Sendable () -> AllocationCount

  /// A meter of those two calls.
  public init(
    begin: @escaping @Sendable () -> Void, read: @escaping @Sendable () -> AllocationCount
  ) {
    self.begin = begin
    self.read = read
  }
}
