// One loop of the relay: its sockets, its memory, and the order in which it does things. What it
// does with a connection stands in the aspects.

import CPlatform
import Glibc
import Measures
import Rings
import Synchronization
import WebSockets

/// What a loop is made of; it makes the rest on its own thread.
struct LoopParts: Sendable {
  let limits: RelayLimits
  let arrangement: RelayArrangement
  /// Shared by all loops.
  let listener: Int32
  let poll: Int32
  /// Rung when the loop shall stop.
  let bell: Int32
  let board: CounterBoard
  let meter: AllocationMeter?
  /// What goes to and from the consult server; nil where there is none.
  let post: RelayPost?
}

/// The mail between a loop and the consult server.
final class RelayPost: Sendable {
  let events: Mailbox<RelayEvent>
  let orders: Mailbox<RelayOrder>

  /// Nil if the system has no descriptors left.
  init?(events capacity: Int, bytes: Int) {
    guard let events = Mailbox<RelayEvent>(capacity: capacity, bytes: bytes),
      let orders = Mailbox<RelayOrder>(capacity: .max, bytes: .max)
    else { return nil }
    self.events = events
    self.orders = orders
  }
}

/// A loop over the sockets that are ready. Its thread alone touches it.
struct RelayLoop: ~Copyable {
  static let listenerToken = UInt64.max
  static let bellToken = UInt64.max - 1
  static let ordersToken = UInt64.max - 2
  /// The longest control message that is sent.
  static let mostControlBytes = 65_535
  /// Bytes that one receive takes at most.
  static let receiveBytes = 131_072
  /// How long no connection is taken when the system has no descriptor left.
  static let restWithoutDescriptors: Int64 = 100_000_000

  let parts: LoopParts
  let limits: RelayLimits
  let times: RelayTimes
  let board: CounterBoard
  let poll: Poll
  let connections: Block<Connection>
  var places: IndexPool
  var slab: BufferSlab
  let addresses: AddressCounts
  var wheel: TimerWheel
  /// What goes out with the next call, all to one connection.
  var outgoing = SendList()
  var destination = Connection.nobody
  /// Where every connection's bytes arrive, behind room for the rest of a head.
  let arrival = OwnedBytes(count: RelayLoop.receiveBytes + BufferSlab.headroom)
  /// Where answers and close frames are written.
  let answers = OwnedBytes(count: UpgradeAnswer.mostBytes)
  /// Where control messages are written.
  let controls = OwnedBytes(count: RelayLoop.mostControlBytes + BufferSlab.headroom)
  let dialogues: DialogueTable
  /// Nanoseconds of the monotonic clock, read once a wait.
  var now: Int64
  /// A connection that waits for its partner.
  var unpaired = Connection.nobody
  /// When the loop gives up waiting for those who are still there; nil while it does not stop.
  var stopsBy: Int64?
  /// Until when it takes no connections; nil while the listener is watched.
  var restsUntil: Int64?
  private var allocationsBefore: UInt64 = 0
  private var readsAllocationsAt: Int64 = 0
  // What cannot be moved is not copied around calls.
  private let anchor = Atomic<Bool>(false)

  init(_ parts: LoopParts) {
    let now = sangdam_monotonic_nanoseconds()
    let limits = parts.limits
    self.parts = parts
    self.limits = limits
    self.now = now
    times = RelayTimes(limits)
    board = parts.board
    poll = Poll(descriptor: parts.poll)
    connections = Block(count: limits.connections, repeating: Connection())
    places = IndexPool(capacity: limits.connections)
    slab = BufferSlab(
      smallSlots: limits.smallSlots, largeSlots: limits.largeSlots,
      payloadBytes: max(limits.frames.payloadBytes, limits.headBytes))
    var generator = SystemRandomNumberGenerator()
    addresses = AddressCounts(
      addresses: limits.connections, secret: .random(in: .min ... .max, using: &generator))
    wheel = TimerWheel(timers: limits.connections, now: now)
    dialogues = DialogueTable(capacity: parts.post == nil ? 1 : limits.dialogues)
  }

  /// Runs until it was told to stop and all connections are closed.
  mutating func run() {
    parts.meter?.begin()
    allocationsBefore = parts.meter?.read().allocations ?? 0
    _ = poll.add(parts.bell, for: Poll.readable, token: Self.bellToken)
    if let post = parts.post {
      _ = poll.add(post.orders.bell, for: Poll.readable, token: Self.ordersToken)
    }
    watchListener()
    while true {
      let count = poll.wait(milliseconds: patience)
      board.add(1, to: .waits)
      board.add(1, to: .systemCalls)
      now = sangdam_monotonic_nanoseconds()
      for place in 0..<count {
        let ready = poll.result(place)
        switch ready.token {
        case Self.listenerToken: acceptConnections()
        case Self.bellToken: beginStop()
        case Self.ordersToken: followOrders()
        default: serve(ready.token, ready.what)
        }
      }
      while let index = wheel.takeRinging(by: now) { lookAtTimes(of: index) }
      if let restsUntil, restsUntil <= now, stopsBy == nil { watchListener() }
      readAllocations(force: false)
      if let stopsBy, places.taken == 0 || stopsBy <= now { break }
    }
    for index in 0..<connections.count where connections[index].phase != .free {
      end(index, .abandonedClose)
    }
    readAllocations(force: true)
  }

  /// Does what a connection is ready for.
  private mutating func serve(_ token: UInt64, _ what: UInt32) {
    let index = Int(token & 0xFFFF_FFFF)
    let generation = UInt32(token >> 32)
    // Who had this place when the event was made may be gone by now.
    guard connections[index].phase != .free, connections[index].generation == generation else {
      return
    }
    if what & Poll.writable != 0 { drain(index) }
    guard connections[index].generation == generation else { return }
    if what & Poll.readable != 0, connections[index].watched & Poll.readable != 0 {
      receive(index)
    } else if what & Poll.broken != 0 {
      end(index, .lost)
    }
  }

  /// How long to wait for sockets, in milliseconds; −1 for ever.
  private var patience: Int32 {
    var until = wheel.nextTime ?? .max
    if let restsUntil { until = min(until, restsUntil) }
    if let stopsBy { until = min(until, stopsBy) }
    guard until < .max else { return -1 }
    return Int32(clamping: (max(until - now, 0) + 999_999) / 1_000_000)
  }

  /// Says good-bye to everybody; the loop runs on until they have said it too.
  private mutating func beginStop() {
    guard stopsBy == nil else { return }
    stopsBy = now + times.stop
    poll.remove(parts.bell)
    if restsUntil == nil { poll.remove(parts.listener) }
    for index in 0..<connections.count {
      switch connections[index].phase {
      case .open: sayClose(index, .goingAway, then: .closing)
      case .handshake: end(index, .closed)
      default: break
      }
    }
  }

  /// Brings the count of allocations up to date, once a second.
  private mutating func readAllocations(force: Bool) {
    guard let meter = parts.meter, force || readsAllocationsAt <= now else { return }
    readsAllocationsAt = now + 1_000_000_000
    let allocations = meter.read().allocations
    board.add(Int(allocations - allocationsBefore), to: .allocations)
    allocationsBefore = allocations
  }
}
