// How connections end: refused, closed in order, out of time, gone.

import Rings
import WebSockets

extension RelayLoop {
  /// Closes a connection whose frames broke a rule, after handing on those before.
  mutating func refuse(_ index: Int, _ refusal: Refusal) {
    board.add(.refused(refusal))
    connections[index].isCounted = true
    sayClose(index, refusal.code, then: .lingering)
  }

  /// Answers a close frame, unless it is an answer itself.
  mutating func answerClose(_ index: Int, _ code: CloseCode?) {
    if connections[index].phase == .closing {
      flush()
      if connections[index].phase != .free { linger(index) }
    } else {
      sayClose(index, code, then: .lingering)
    }
  }

  /// Sends a close frame behind all that was sent before.
  mutating func sayClose(_ index: Int, _ code: CloseCode?, then phase: Connection.Phase) {
    let generation = connections[index].generation
    flush()
    guard connections[index].generation == generation else { return }
    let start = BufferSlab.headroom
    let count = code == nil ? 0 : 2
    if let code { answers.region.store(number: code.number, at: start) }
    let head = FrameHeader.writeServer(
      .close, isFinal: true, payloadCount: count, before: start, in: answers.region)
    send(answers.region.part(from: head, count: start + count - head), to: index)
    flush()
    guard connections[index].generation == generation else { return }
    leavePeer(index)
    if phase == .lingering { return linger(index) }
    connections[index].phase = phase
    connections[index].since = now
    updateWatch(of: index)
    setTimer(of: index)
  }

  /// Waits for the other side's end once the last bytes are sent.
  mutating func linger(_ index: Int) {
    releaseAssembly(of: index)
    connections[index].phase = .lingering
    connections[index].since = now
    if connections[index].parkedBytes == 0 { shut(index) }
    updateWatch(of: index)
    setTimer(of: index)
  }

  /// Tells the other side that nothing more will come.
  mutating func shut(_ index: Int) {
    guard !connections[index].isShut else { return }
    connections[index].isShut = true
    board.add(1, to: .systemCalls)
    network.shut(connections[index].descriptor)
  }

  /// Forgets a connection at once.
  mutating func end(_ index: Int, _ farewell: Farewell) {
    if !connections[index].isCounted { board.add(farewell) }
    connections[index].isCounted = true
    network.close(connections[index].descriptor)
    board.add(1, to: .systemCalls)
    board.add(-1, to: .connections)
    wheel.clear(index)
    releaseAssembly(of: index)
    forgetParked(of: index)
    leaveDialogues(index)
    uncount(index)
    connections[index].phase = .free
    connections[index].generation &+= 1
    leavePeer(index)
    places.give(back: index)
  }

  /// Parts a connection from the one that got what it sent, which is closed.
  private mutating func leavePeer(_ index: Int) {
    leaveDialogues(index)
    if unpaired == index { unpaired = Connection.nobody }
    let peer = connections[index].peer
    connections[index].peer = Connection.nobody
    guard peer != Connection.nobody, peer != index else { return }
    connections[peer].peer = Connection.nobody
    if connections[peer].phase == .open { sayClose(peer, .goingAway, then: .closing) }
  }

  /// Gives back the slot where something was put together.
  mutating func releaseAssembly(of index: Int) {
    let slot = connections[index].assembly
    guard slot != BufferSlab.none else { return }
    connections[index].assembly = BufferSlab.none
    slab.give(back: slot)
  }

  // MARK: Times

  /// Sees to it that a connection is looked at when its next limit of time is reached.
  mutating func setTimer(of index: Int) { wheel.set(index, at: due(of: index).time) }

  /// The next limit of time of a connection, and what is done when it is reached.
  private func due(of index: Int) -> (time: Int64, farewell: Farewell?) {
    let connection = connections[index]
    switch connection.phase {
    case .free: return (.max, nil)
    case .handshake: return (connection.since + times.handshake, .turnedAway(.tooSlow))
    case .closing, .lingering: return (connection.since + times.close, .abandonedClose)
    case .open: break
    }
    var next: (time: Int64, farewell: Farewell?) = (now + times.idle, nil)
    // Who is not read from cannot be heard: for him only the limit of what is kept holds.
    let isRead = connection.watched & Poll.readable != 0
    if isRead, connection.awaitsPong {
      next = (connection.since + times.pong, .silent)
    } else if isRead {
      next = (connection.heard + times.idle, nil)
    }
    if connection.parkedBytes > 0, connection.tookSince + times.stall < next.time {
      next = (connection.tookSince + times.stall, .stalled)
    }
    let isInFrame = connection.assembly != BufferSlab.none || connection.carryCount > 0
    if isRead, isInFrame, connection.frameSince + times.frame < next.time {
      next = (connection.frameSince + times.frame, .unfinishedFrame)
    }
    return next
  }

  /// Looks whether a limit of time is reached, and sets the timer for the next.
  mutating func lookAtTimes(of index: Int) {
    let next = due(of: index)
    guard next.time <= now else { return setTimer(of: index) }
    switch next.farewell {
    case nil: ask(index)
    case .turnedAway(let fault)?: turnAway(index, fault)
    case .unfinishedFrame?:
      board.add(.unfinishedFrame)
      connections[index].isCounted = true
      sayClose(index, .policyViolation, then: .lingering)
    case .some(let farewell): end(index, farewell)
    }
  }

  /// Asks a connection that was not heard of for a sign of life.
  private mutating func ask(_ index: Int) {
    let generation = connections[index].generation
    board.add(1, to: .pingsOut)
    connections[index].awaitsPong = true
    connections[index].since = now
    let head = FrameHeader.writeServer(
      .ping, isFinal: true, payloadCount: 0, before: BufferSlab.headroom, in: answers.region)
    send(
      answers.region.part(from: head, count: BufferSlab.headroom - head), to: index)
    flush()
    guard connections[index].generation == generation else { return }
    setTimer(of: index)
  }
}
