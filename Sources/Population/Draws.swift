// Random draws by key and counter: uniform bits and what one comparison makes of them.

/// The draws of one customer (or agent, or period) for one cause and attempt.
///
/// A draw is a function of its key alone: nothing is remembered between draws but a counter, so
/// neither staffing nor other streams nor threads can move it. The generator is SplitMix64, begun
/// at a point that the key determines. The bits are frozen: they are part of the result's format.
public struct Draws: Sendable, BitwiseCopyable {
  @usableFromInline var state: UInt64

  /// The draws of that key, from the first.
  ///
  /// - Parameters:
  ///   - key: the stream in its replication.
  ///   - ordinal: the customer's place in the stream.
  ///   - cause: what the draw is for.
  ///   - attempt: how often this customer was here for that cause before.
  /// - Complexity: O(1), no allocation: one mix and two multiplications. Several causes of one
  ///   customer, drawn side by side, share the mix.
  @inlinable @inline(__always)
  public init(_ key: StreamKey, ordinal: Int, cause: Cause, attempt: Int) {
    self.init(CustomerKey(key, ordinal: ordinal), cause: cause, attempt: attempt)
  }

  /// The draws of a customer whose key was worked out before.
  ///
  /// - Complexity: O(1), one multiplication.
  @inlinable
  public init(_ key: CustomerKey, cause: Cause, attempt: Int) {
    let purpose = cause.rawValue &+ UInt64(bitPattern: Int64(attempt)) &<< 8
    state = key.bits &+ purpose &* 0xAEF1_7502_108E_F2D9
  }

  /// 64 uniform bits.
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= BitMixing.step
    return BitMixing.mix(state)
  }

  /// Uniform between 0 and 1, neither of which occurs: an odd multiple of 2^-53.
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable
  public mutating func uniform() -> Double {
    (Double(Int64(bitPattern: next() &>> 12)) + 0.5) * 0x1p-52
  }

  /// True with that probability; 0 is never and 1 always.
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable
  public mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

  /// A whole number from 0 to below `count`, all alike (to within `count` in 2^64).
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable
  public mutating func below(_ count: Int) -> Int {
    precondition(count > 0, "a choice needs something to choose from")
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
