// What workers keep of a customer and of a chat, flat and trivial.

import Population
import Rings

/// A customer at a place of the pool: written by the owner before he asks for help, read by
/// whoever has him then.
struct Customer: BitwiseCopyable {
  /// What keys the customer's draws.
  var key: CustomerKey
  /// When he was due, and when the worker came to him; nanoseconds of the run.
  var due: Int64 = 0
  var submitted: Int64 = 0
  /// Agent time with only this chat open, nanoseconds of the wall clock.
  var effort: Int64 = 0
  /// His place among the owner's customers, and among his stream's.
  var serial: UInt32 = 0
  var ordinal: UInt32 = 0
  var stream: UInt16 = 0
  var owner: UInt16 = 0

  static let vacant = Customer(
    key: CustomerKey(StreamKey(seed: 0, replication: 0, name: ""), ordinal: 0))
}

extension Block {
  /// Writes a value. An assignment through an object would do the same, but the thread sanitizer
  /// takes that for a change of the object.
  func put(_ value: Element, at place: Int) { self[place] = value }
}

/// What the owner alone keeps of a customer who waits.
struct Waiting: BitwiseCopyable {
  /// End of patience; `Int64.max` = never.
  var deadline: Int64 = .max
  /// Rings whose time has come.
  var ring = 0
}

/// A place of an agent that a worker's match holds: a chat, then perhaps a wrap-up.
struct Chat: BitwiseCopyable {
  var request: UInt32 = 0
  var agent: UInt32 = 0
  /// Beginning of the event that matched them.
  var matched: Int64 = 0
  var delivered: Int64 = 0
  /// When the chat or the wrap-up is due to end.
  var due: Int64 = 0
  /// Whether the customer stood in a line before.
  var hadWaited = false
  var isWrapUp = false
}
