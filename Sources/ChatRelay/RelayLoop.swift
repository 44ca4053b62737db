// One loop of the relay: its sockets, its memory, and the order in which it does things. What it
// does with a connection stands in the aspects.

import Measures
import Rings
import Synchronization
import WebSockets

/// What a loop is made of; it makes the rest on its own thread.
struct LoopParts: Sendable {
  let limits: RelayLimits
  let arrangement: RelayArrangement
  /// Rung when the loop shall stop.
  let bell: Int32
  let board: CounterBoard
  let meter: AllocationMeter?
  /// What goes to and from the consult server; nil where there is none.
  let post: RelayPost?
  /// Keeps what is written in dialogues; nil where nobody does.
  var keeper: (any MessageKeeper)?
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
  let network: Network
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
  /// Acknowledgements of what is not kept yet.
  var held: HeldAcknowledgements
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

  init(_ parts: LoopParts, _ network: Network) {
    let now = network.now
    let limits = parts.limits
    self.parts = parts
    self.limits = limits
    self.now = now
    times = RelayTimes(limits)
    board = parts.board
    self.network = network
    connections = Block(count: limits.connections, repeating: Connection())
    places = IndexPool(capacity: limits.connections)
    slab = BufferSlab(
      smallSlots: limits.smallSlots, largeSlots: limits.largeSlots,
      payloadBytes: max(limits.frames.payloadBytes, limits.headBytes))
    var generator = SystemRandomNumberGenerator()
    addresses = AddressCounts(
      addresses: limits.connections, secret: .random(in: .min ... .max, using: &generator))
    wheel = TimerWheel(timers: limits.connections, now: now)
    dialogues = DialogueTable(
      capacity: parts.post == nil ? 1 : limits.dialogues, unrecorded: limits.unrecordedMessages)
    held = HeldAcknowledgements(
      capacity: parts.keeper == nil ? 1 : limits.heldAcknowledgements)
  }

  /// Runs until it was told to stop and all connections are closed.
  mutating func run() {
    begin()
    while turn() {}
    finish()
  }

  mutating func begin() {
    parts.meter?.begin()
    allocationsBefore = parts.meter?.read().allocations ?? 0
    _ = network.watch(parts.bell, for: Poll.readable, token: Self.bellToken)
    if let post = parts.post {
      _ = network.watch(post.orders.bell, for: Poll.readable, token: Self.ordersToken)
    }
    watchListener()
  }

  /// Waits once and does what there is to do; whether the loop goes on.
  mutating func turn() -> Bool {
    let count = network.wait(milliseconds: patience)
    board.add(1, to: .waits)
    board.add(1, to: .systemCalls)
    now = network.now
    for place in 0..<count {
      let ready = network.result(place)
      switch ready.token {
      case Self.listenerToken: acceptConnections()
      case Self.bellToken: beginStop()
      case Self.ordersToken: followOrders()
      default: serve(ready.token, ready.what)
      }
    }
    while let index = wheel.takeRinging(by: now) { lookAtTimes(of: index) }
    if let restsUntil, restsUntil <= now, stopsBy == nil { watchListener() }
    releaseAcknowledgements()
    readAllocations(force: false)
    guard let stopsBy else { return true }
    return places.taken > 0 && stopsBy > now
  }

  /// Ends whatever is left when the loop stops.
  private mutating func finish() {
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
  var patience: Int32 {
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
    network.unwatch(parts.bell)
    if restsUntil == nil { network.unwatchListener() }
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
