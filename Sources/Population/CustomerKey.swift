// The part of a draw's key that all draws of one customer share.

/// A stream in its replication and the place of a customer in it, mixed to 64 bits.
public struct CustomerKey: Hashable, Sendable, BitwiseCopyable {
  /// The mixed bits.
  public let bits: UInt64

  /// The key of the customer with that ordinal, from 0.
  ///
  /// - Complexity: O(1), one mix.
  @inlinable
  public init(_ key: StreamKey, ordinal: Int) {
    let customer = UInt64(bitPattern: Int64(ordinal)) &* 0xD134_2543_DE82_EF95
    bits = BitMixing.mix(key.bits &+ customer)
  }
}
