// Whoever keeps what is written in dialogues, as a loop sees it.

public import WebSockets

/// Where a message of a dialogue belongs.
public struct MessagePlace: BitwiseCopyable, Sendable {
  /// The dialogue's number on the wire.
  public let dialogue: UInt32
  /// Who wrote it.
  public let party: UInt8
  /// The party's number of it.
  public let sequence: UInt32
}

/// Keeps messages before they are passed on. One loop calls it, on its own thread; no call blocks.
///
/// Acknowledgements wait in the loop until what they acknowledge is kept: who wrote it may forget
/// it then.
public protocol MessageKeeper: AnyObject, Sendable {
  /// Keeps a message; a ticket above all before, nil if there is no room now.
  ///
  /// - Parameter now: nanoseconds of the monotonic clock.
  /// - Complexity: O(bytes), no allocation.
  func keep(_ place: MessagePlace, _ text: ByteRegion, at now: Int64) -> UInt64?

  /// Keeps that a party has received all of another up to a number; without room it is passed over.
  func keepReceipt(of place: MessagePlace, by reader: UInt8, at now: Int64)

  /// Messages with tickets up to this one may be acknowledged.
  var acknowledgeable: UInt64 { get }

  /// Messages with tickets up to this one are on record, whatever becomes of this process.
  var recorded: UInt64 { get }
}
