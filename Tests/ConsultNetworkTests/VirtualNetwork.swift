// The sockets of the relay's loop, without a system: virtual time, virtual connections.

import Glibc
import WebSockets

@testable import ChatRelay

/// What `RelayLoop` takes for the system.
final class VirtualNetwork: Network {
  /// A connection that the server has not closed.
  private struct Socket {
    let descriptor: Int32
    let link: Link
    /// What it is watched for, if it is.
    var watch: (what: UInt32, token: UInt64)?

    /// What can be done of what it is watched for.
    var readiness: UInt32 {
      guard let watch else { return 0 }
      var what: UInt32 = 0
      if link.isResetAtServer { what |= Poll.broken | Poll.readable }
      if !link.toServer.arrived.isEmpty || link.toServer.isEnded { what |= Poll.readable }
      if link.toClient.room > 0 { what |= Poll.writable }
      return what & (watch.what | Poll.broken)
    }
  }

  private unowned let world: World
  /// In the order of their descriptors; there are never many.
  private var sockets: [Socket] = []
  private var listenerToken: UInt64?
  private var arrivals: [Link] = []
  private var ready: [(token: UInt64, what: UInt32)] = []
  private var lastDescriptor: Int32 = 100_000
  /// Descriptors of the loop's own bells, and whether there are orders.
  private var bells: [Int32: UInt64] = [:]
  var hasOrders = false

  init(in world: World) {
    self.world = world
    super.init(poll: -1, listener: -1)
  }

  /// A client's request to connect has arrived.
  func arrive(_ link: Link) { arrivals.append(link) }

  /// The server is no more: the system closes what it had, and what nobody had accepted.
  func die() {
    for link in openLinks + arrivals { link.closeAtServer() }
    sockets = []
    arrivals = []
  }

  /// Connections that the server has not closed.
  var openLinks: [Link] { sockets.map(\.link) }

  private func place(_ descriptor: Int32) -> Int? {
    sockets.firstIndex { $0.descriptor == descriptor }
  }

  private func link(_ descriptor: Int32) -> Link? { place(descriptor).map { sockets[$0].link } }

  override var now: Int64 { world.now }

  override func watch(_ descriptor: Int32, for what: UInt32, token: UInt64) -> Bool {
    if let place = place(descriptor) {
      sockets[place].watch = (what, token)
    } else {
      bells[descriptor] = token
    }
    return true
  }

  override func watchListener(token: UInt64) { listenerToken = token }
  override func unwatchListener() { listenerToken = nil }
  override func unwatch(_ descriptor: Int32) {
    if let place = place(descriptor) { sockets[place].watch = nil }
  }

  override func change(_ descriptor: Int32, for what: UInt32, token: UInt64) {
    if let place = place(descriptor) { sockets[place].watch = (what, token) }
  }

  /// Never waits: time is the world's.
  override func wait(milliseconds: Int32) -> Int {
    ready.removeAll(keepingCapacity: true)
    if hasOrders {
      hasOrders = false
      for token in bells.values where token == RelayLoop.ordersToken { ready.append((token, 1)) }
    }
    if let listenerToken, !arrivals.isEmpty { ready.append((listenerToken, Poll.readable)) }
    for socket in sockets {
      let what = socket.readiness
      if what != 0, let watch = socket.watch { ready.append((watch.token, what)) }
    }
    ready.shuffle(using: &world.draws)
    return ready.count
  }

  /// Whether the next `wait` would find something.
  var isReady: Bool {
    hasOrders || listenerToken != nil && !arrivals.isEmpty
      || sockets.contains { $0.readiness != 0 }
  }

  override func result(_ place: Int) -> (token: UInt64, what: UInt32) { ready[place] }

  override func accept() -> (descriptor: Int32, remote: RemoteAddress) {
    guard !arrivals.isEmpty else { return (-EAGAIN, RemoteAddress(address: 0, port: 0)) }
    lastDescriptor += 1
    sockets.append(Socket(descriptor: lastDescriptor, link: arrivals.removeFirst()))
    return (lastDescriptor, RemoteAddress(address: 0x7F00_0001, port: 1))
  }

  override func receive(
    from descriptor: Int32, into first: ByteRegion, then second: ByteRegion?
  ) -> Int {
    guard let link = link(descriptor) else { return -Int(EBADF) }
    if link.isResetAtServer { return -Int(ECONNRESET) }
    if link.toServer.arrived.isEmpty { return link.toServer.isEnded ? 0 : -Int(EAGAIN) }
    let bytes = link.toServer.read(first.count + (second?.count ?? 0))
    first.copy(Array(bytes.prefix(first.count)), to: 0)
    if bytes.count > first.count { second?.copy(Array(bytes.dropFirst(first.count)), to: 0) }
    return bytes.count
  }

  override func send(_ list: inout SendList, to descriptor: Int32) -> Int {
    guard let link = link(descriptor) else { return -Int(EBADF) }
    if link.isResetAtServer { return -Int(EPIPE) }
    var room = link.toClient.room
    // Now and then the system takes less than it could.
    if room > 0, world.happens(0.1) { room = world.draw(1...room) }
    guard room > 0 else { return -Int(EAGAIN) }
    var bytes: [UInt8] = []
    while let piece = list.piece, bytes.count < room {
      let part = piece.part(from: 0, count: min(piece.count, room - bytes.count))
      bytes += part.bytes
      list.drop(part.count)
    }
    link.toClient.write(bytes[...], in: world)
    return bytes.count
  }

  override func shut(_ descriptor: Int32) { link(descriptor)?.toClient.end(in: world) }

  override func close(_ descriptor: Int32) {
    guard let place = place(descriptor) else { return }
    sockets.remove(at: place).link.closeAtServer()
  }
}
