// Connections that come: taken, turned away, opened by their handshake, joined.

import Glibc
import Rings
import WebSockets

extension RelayLoop {
  /// Connections that are taken one after the other before others have their turn.
  private static let acceptsAtOnce = 64

  mutating func watchListener() {
    restsUntil = nil
    network.watchListener(token: Self.listenerToken)
    board.add(1, to: .systemCalls)
  }

  /// Takes the connections that are there, some at once.
  mutating func acceptConnections() {
    guard stopsBy == nil else { return }
    for _ in 0..<Self.acceptsAtOnce {
      let arrival = network.accept()
      board.add(1, to: .systemCalls)
      if arrival.descriptor < 0 {
        switch -arrival.descriptor {
        case EMFILE, ENFILE, ENOBUFS, ENOMEM: restFromAccepting()
        default: break
        }
        return
      }
      board.add(1, to: .accepted)
      let remote = arrival.remote
      // For whom a proxy speaks is only known from the head.
      let isNamed = limits.forwarding == .none
      guard !isNamed || mayCome(remote) else {
        turnAwayAtTheDoor(arrival.descriptor, .addressFull)
        continue
      }
      guard let index = places.take() else {
        turnAwayAtTheDoor(arrival.descriptor, .full)
        continue
      }
      admit(arrival.descriptor, remote, at: index)
    }
  }

  /// The listener stays readable when no descriptor is left: it is not watched for a while.
  private mutating func restFromAccepting() {
    board.add(1, to: .outOfDescriptors)
    board.add(1, to: .systemCalls)
    network.unwatchListener()
    restsUntil = now + Self.restWithoutDescriptors
  }

  private mutating func turnAwayAtTheDoor(_ descriptor: Int32, _ fault: UpgradeFault) {
    board.add(.turnedAway(fault))
    board.add(3, to: .systemCalls)
    let count = UpgradeAnswer.write(fault, into: answers.region)
    outgoing.append(answers.region.part(from: 0, count: count))
    _ = network.send(&outgoing, to: descriptor)
    outgoing.clear()
    network.close(descriptor)
  }

  private mutating func admit(_ descriptor: Int32, _ remote: RemoteAddress, at index: Int) {
    let generation = connections[index].generation
    var connection = Connection()
    connection.descriptor = descriptor
    connection.generation = generation
    connection.phase = .handshake
    connection.watched = Poll.readable
    connection.since = now
    connection.heard = now
    connection.remote = remote
    connections[index] = connection
    if limits.forwarding == .none { count(index) }
    board.add(1, to: .connections)
    board.add(1, to: .systemCalls)
    guard network.watch(descriptor, for: Poll.readable, token: token(of: index)) else {
      return end(index, .lost)
    }
    setTimer(of: index)
  }

  /// Reads what has come of the head of a request.
  mutating func receiveHead(_ index: Int) {
    let room = arrival.region.part(from: 0, count: Self.receiveBytes)
    let count = take(from: index, into: room)
    guard count > 0 else { return }
    let arrived = room.part(from: 0, count: count)
    guard connections[index].assembly != BufferSlab.none else { return answer(index, arrived) }
    guard keepHead(index, arrived) else { return }
    let slot = connections[index].assembly
    answer(index, slab.region(of: slot).part(from: 0, count: connections[index].headCount))
  }

  private mutating func answer(_ index: Int, _ head: ByteRegion) {
    let reading = UpgradeRequest.read(
      head, headBytes: limits.headBytes, origins: limits.origins)
    switch reading {
    case .incomplete:
      if connections[index].assembly == BufferSlab.none { _ = keepHead(index, head) }
    case .refused(let fault): turnAway(index, fault)
    case .request(let request): open(index, request)
    }
  }

  /// Keeps a part of a head that is not whole; false if the connection was ended for it.
  private mutating func keepHead(_ index: Int, _ part: ByteRegion) -> Bool {
    let before = connections[index].headCount
    let count = before + part.count
    guard count <= limits.headBytes else {
      turnAway(index, .headTooLarge)
      return false
    }
    let old = connections[index].assembly
    if old == BufferSlab.none || slab.region(of: old).count < count {
      let slot = slab.take(bytes: count)
      guard slot != BufferSlab.none else {
        end(index, .noSlot)
        return false
      }
      if old != BufferSlab.none {
        slab.region(of: slot).copy(slab.region(of: old).part(from: 0, count: before), to: 0)
        board.add(before, to: .bytesCopied)
        slab.give(back: old)
      }
      connections[index].assembly = slot
    }
    slab.region(of: connections[index].assembly).copy(part, to: before)
    board.add(part.count, to: .bytesCopied)
    connections[index].headCount = count
    return true
  }

  /// Says what is wrong with a request, and closes.
  mutating func turnAway(_ index: Int, _ fault: UpgradeFault) {
    let generation = connections[index].generation
    board.add(.turnedAway(fault))
    connections[index].isCounted = true
    let count = UpgradeAnswer.write(fault, into: answers.region)
    send(answers.region.part(from: 0, count: count), to: index)
    flush()
    guard connections[index].generation == generation else { return }
    linger(index)
  }

  private mutating func open(_ index: Int, _ request: UpgradeRequest) {
    if parts.post != nil {
      guard let entrance = Entrance.allCases.first(where: { request.asks(for: $0.path) }) else {
        return turnAway(index, .path)
      }
      connections[index].entrance = entrance
    }
    if limits.forwarding == .lastForwardedFor {
      guard let remote = RemoteAddress(forwarded: request.forwardedFor) else {
        return turnAway(index, .forwardedFor)
      }
      guard mayCome(remote) else { return turnAway(index, .addressFull) }
      connections[index].remote = remote
      count(index)
    }
    let generation = connections[index].generation
    let count = UpgradeAnswer.writeOpening(toKey: request.key, into: answers.region)
    releaseAssembly(of: index)
    board.add(1, to: .opened)
    connections[index].phase = .open
    connections[index].since = now
    join(index)
    announce(index)
    send(answers.region.part(from: 0, count: count), to: index)
    flush()
    guard connections[index].generation == generation else { return }
    setTimer(of: index)
  }

  /// Tells the consult server of a connection.
  private mutating func announce(_ index: Int) {
    guard let post = parts.post else { return }
    connections[index].isAnnounced = true
    let (entrance, remote) = (connections[index].entrance, connections[index].remote)
    post.events.postAnyway(.opened(key(of: index), entrance, remote))
  }

  /// Settles who gets what a connection sends.
  private mutating func join(_ index: Int) {
    switch parts.arrangement {
    case .echo: connections[index].peer = index
    case .dialogues: break
    case .pairs:
      guard unpaired != Connection.nobody else {
        unpaired = index
        return updateWatch(of: index)
      }
      let partner = unpaired
      unpaired = Connection.nobody
      connections[index].peer = partner
      connections[partner].peer = index
      updateWatch(of: partner)
    }
  }
}
