// A connection between a client and the server, and what can become of it.

/// A TCP connection: two pipes, and resets that one side may see long before the other.
final class Link {
  let toServer: Pipe
  let toClient: Pipe
  /// Whether a side was told that the connection is no more.
  private(set) var isResetAtServer = false
  private(set) var isResetAtClient = false
  /// What the client wrote and the pipe had no room for.
  private var backlog = ByteQueue()
  private var endsAfterBacklog = false
  private let world: World
  /// What the client does when the connection is reset.
  var whenReset: () -> Void = {}
  /// The server's side is closed.
  private(set) var isClosedAtServer = false

  init(in world: World) {
    self.world = world
    toServer = Pipe(capacity: world.draw(2_000...40_000))
    toClient = Pipe(capacity: world.draw(2_000...40_000))
    toServer.whenRead = { [weak self] in self?.pump() }
    toServer.whenArrived = { [weak self] in
      // Bytes for a side that is closed are answered with a reset.
      if let self, isClosedAtServer, !toServer.arrived.isEmpty { resetClient() }
    }
  }

  /// The client writes; what finds no room waits at the client.
  func send(_ bytes: [UInt8]) {
    backlog.append(bytes)
    pump()
  }

  private func pump() {
    let now = backlog.take(toServer.room)
    if !now.isEmpty { toServer.write(now[...], in: world) }
    if endsAfterBacklog, backlog.isEmpty {
      endsAfterBacklog = false
      toServer.end(in: world)
    }
  }

  /// The client closes in order.
  func closeAtClient() {
    toClient.whenArrived = {}
    whenReset = {}
    endsAfterBacklog = true
    pump()
  }

  /// The client is gone without a word, as when its machine loses the network; what is under way
  /// may still come.
  func vanish() {
    backlog = ByteQueue()
    toClient.isCut = true
    whenReset = {}
  }

  /// Nobody listens there.
  func refuse() { closeAtServer() }

  /// The server has closed its side: what it wrote before still comes.
  func closeAtServer() {
    isClosedAtServer = true
    toClient.end(in: world)
    if !toServer.arrived.isEmpty { resetClient() }
  }

  private func resetClient() {
    world.happenings.put(at: world.now + world.latency()) { [self] in
      guard !isResetAtClient, !toClient.isCut else { return }
      isResetAtClient = true
      whenReset()
    }
  }

  /// The network drops the connection; each side hears of it, or not, when it does.
  func breakOff(serverHears: Bool, clientHears: Bool) {
    toServer.isCut = true
    toClient.isCut = true
    if serverHears {
      world.happenings.put(at: world.now + world.latency()) { [self] in isResetAtServer = true }
    }
    if clientHears {
      world.happenings.put(at: world.now + world.latency()) { [self] in
        isResetAtClient = true
        whenReset()
      }
    }
  }
}
