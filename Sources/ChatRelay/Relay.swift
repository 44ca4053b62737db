// The relay as others see it: an address, loops that serve it, counts, an end.

import CPlatform
import Glibc
public import Measures
import Rings

/// Why a relay cannot run.
public enum RelayFault: Error, Equatable {
  /// The system refuses the address; its error number.
  case cannotListen(Int32)
  /// The system refuses what a loop needs; its error number.
  case noLoop(Int32)
}

/// A server of WebSockets that hands on what it receives, without a copy.
///
/// Each loop is a thread; a connection stays on the loop that took it.
public final class Relay {
  /// The port it listens on.
  public let port: UInt16
  private let listener: Int32
  private var polls: [Int32] = []
  private var bells: [Int32] = []
  private var boards: [CounterBoard] = []
  /// The mail of the consult server; nil with other arrangements.
  private let post: RelayPost?
  private var threads: [SystemThread] = []
  private var isRunning = true

  /// Listens and serves.
  ///
  /// - Parameters:
  ///   - address: of IPv4, the first part highest; 127.0.0.1 is `0x7F00_0001`.
  ///   - port: 0 = the system picks one.
  ///   - meter: counts what each loop's thread allocates.
  ///   - keeper: keeps what is written in dialogues; rings `line` when more may be acknowledged.
  public init(
    address: UInt32, port: UInt16, loops: Int, arrangement: RelayArrangement,
    limits: RelayLimits = RelayLimits(), meter: AllocationMeter? = nil,
    keeper: (any MessageKeeper)? = nil
  ) throws(RelayFault) {
    precondition(loops >= 1, "a relay has a loop")
    precondition(
      arrangement != .dialogues || loops == 1, "the parties of a dialogue are on one loop")
    if arrangement == .dialogues {
      guard let post = RelayPost(events: limits.events, bytes: limits.eventBytes)
      else { throw .noLoop(errno) }
      self.post = post
    } else {
      post = nil
    }
    listener = sangdam_listen(address, port, 4_096, Int32(clamping: limits.socketBytes))
    guard listener >= 0 else { throw .cannotListen(errno) }
    self.port = sangdam_local_port(listener)
    for _ in 0..<loops {
      let (poll, bell) = (sangdam_poll_create(), sangdam_bell_create())
      let reason = errno
      if poll >= 0 { polls.append(poll) }
      if bell >= 0 { bells.append(bell) }
      guard poll >= 0, bell >= 0 else {
        stop()
        throw .noLoop(reason)
      }
      let board = CounterBoard()
      let parts = LoopParts(
        limits: limits, arrangement: arrangement, bell: bell, board: board, meter: meter,
        post: post,
        keeper: keeper)
      let thread = SystemThread { [listener] in
        var loop = RelayLoop(parts, Network(poll: poll, listener: listener))
        loop.run()
      }
      guard let thread else {
        stop()
        throw .noLoop(EAGAIN)
      }
      boards.append(board)
      threads.append(thread)
    }
  }

  /// What all loops counted so far.
  public var counts: RelayCounts { reader() }

  /// Reads what all loops counted, from any thread.
  public var reader: @Sendable () -> RelayCounts {
    let boards = boards
    return {
      boards.dropFirst().reduce(boards.first?.counts ?? CounterBoard().counts) { $0 + $1.counts }
    }
  }

  /// The way to and from the consult server; nil with other arrangements than `dialogues`.
  public var line: RelayLine? { post.map { RelayLine(post: $0) } }

  /// Closes every connection in order, within the time that the limits give, and ends the loops.
  public func stop() {
    guard isRunning else { return }
    isRunning = false
    for bell in bells { sangdam_bell_ring(bell) }
    for thread in threads { thread.join() }
    for descriptor in [listener] + bells + polls { close(descriptor) }
  }
}
