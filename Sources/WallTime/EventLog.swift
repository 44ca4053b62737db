// What happened, in the order in which one worker saw it: bounded, read after the run.

import Rings

/// Something that matters to who could have answered whom.
struct LoggedEvent: BitwiseCopyable {
  /// What happened; at equal times in this order.
  enum Kind: UInt8, BitwiseCopyable {
    /// A customer was due; `subject` is the stream.
    case due
    /// A customer's ring was due; `subject` is the class.
    case widened
    /// An agent came on duty, or went.
    case signedOn, signedOff
    /// A chat was due to end, its place is kept for the wrap-up; `subject` is the agent.
    case ended
    /// A place of an agent was due to become free.
    case freed
    /// A customer has an agent, who has one place less.
    case delivered
    /// A customer left, or was turned away: `detail` is 1.
    case left
  }

  var time: Int64
  /// The customer: the worker he came to, and his place among that worker's customers.
  var owner: UInt16 = 0
  var kind: Kind
  /// The ring of who was widened; 1 for a place that is freed after a wrap-up.
  var detail: UInt8 = 0
  var serial: UInt32 = 0
  /// An agent, a stream or a class.
  var subject: UInt32
  /// Of who was due: his place among his stream's customers.
  var ordinal: UInt32 = 0

  static let nothing = LoggedEvent(time: 0, kind: .left, subject: 0)

  /// What orders events: time, then kind.
  var order: (Int64, UInt8) { (time, kind.rawValue) }
}

/// The events of one worker, up to a limit; what comes later is not in it, and it says so.
struct EventLog: ~Copyable {
  private let events: Block<LoggedEvent>
  private(set) var count = 0
  /// The earliest time of an event that found no room: up to then the log is whole.
  private(set) var cut = Int64.max

  /// An empty log of that capacity.
  init(capacity: Int) { events = Block(count: capacity, repeating: .nothing) }

  /// - Complexity: O(1), no allocation.
  @inline(__always) mutating func append(_ event: LoggedEvent) {
    guard count < events.count else {
      cut = min(cut, event.time)
      return
    }
    events[count] = event
    count &+= 1
  }

  /// A copy, for after the run.
  var all: [LoggedEvent] { (0..<count).map { events[$0] } }
}

/// What became of one customer, as the worker who saw the end of it knows.
struct DecisionRecord: BitwiseCopyable {
  /// Nanoseconds of the run; for who got no agent `delivered` is the end.
  var due: Int64
  var submitted: Int64
  var enqueued: Int64
  var matched: Int64
  var delivered: Int64
  var serial: UInt32
  var ordinal: UInt32
  /// `UInt32.max` for nobody.
  var agent: UInt32
  var stream: UInt16
  var owner: UInt16
  var outcome: Outcome
  var hadWaited: Bool

  enum Outcome: UInt8, BitwiseCopyable {
    case answered, abandoned, blocked
  }

  static let nothing = DecisionRecord(
    due: 0, submitted: 0, enqueued: 0, matched: 0, delivered: 0, serial: 0, ordinal: 0, agent: 0,
    stream: 0, owner: 0, outcome: .blocked, hadWaited: false)
}

/// The decisions of one worker, up to a limit; none where nobody asked for them.
struct DecisionLog: ~Copyable {
  private let records: Block<DecisionRecord>
  private(set) var count = 0

  /// An empty log of that capacity.
  init(capacity: Int) { records = Block(count: capacity, repeating: .nothing) }

  /// - Complexity: O(1), no allocation.
  @inline(__always) mutating func append(_ record: @autoclosure () -> DecisionRecord) {
    guard count < records.count else { return }
    records[count] = record()
    count &+= 1
  }

  /// A copy, for after the run.
  var all: [DecisionRecord] { (0..<count).map { records[$0] } }
}
