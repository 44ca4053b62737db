// A relay for one test, stopped with it.

import Glibc
import Testing

@testable import ChatRelay

/// A relay on a port of this machine. It keeps its clients until it is stopped; a test begins with
/// `defer { server.stop() }`.
final class RunningRelay {
  let relay: Relay
  private var clients: [RawClient] = []
  var port: UInt16 { relay.port }

  init(
    _ arrangement: RelayArrangement = .echo, loops: Int = 1,
    changing change: (inout RelayLimits) -> Void = { _ in }
  ) throws {
    var limits = RelayLimits()
    limits.connections = 1_024
    // However slow the machine: only the limit that a test sets is ever reached.
    limits.handshakeTime = .seconds(600)
    limits.idleTime = .seconds(600)
    limits.pongTime = .seconds(600)
    limits.frameTime = .seconds(600)
    limits.stallTime = .seconds(600)
    limits.closeTime = .seconds(60)
    limits.stopTime = .seconds(60)
    change(&limits)
    relay = try Relay(
      address: 0x7F00_0001, port: 0, loops: loops, arrangement: arrangement, limits: limits)
  }

  /// Lets all clients go and stops.
  func stop() {
    for client in clients { client.leave() }
    relay.stop()
  }

  /// A connection that nothing was sent on yet.
  func connect() throws -> RawClient {
    let client = try RawClient(port: port)
    clients.append(client)
    return client
  }

  /// A connection with an open WebSocket.
  func open(_ path: String = "/") throws -> RawClient {
    let client = try connect()
    try client.send(Array(RawClient.request(for: path).utf8))
    let answer = try client.head()
    #expect(answer.hasPrefix("HTTP/1.1 101 "))
    return client
  }

  var counts: RelayCounts { relay.counts }

  /// The line of a relay of dialogues.
  var line: RelayLine {
    guard let line = relay.line else { preconditionFailure("this relay has no dialogues") }
    return line
  }

  /// Waits until something holds of the counts, ten seconds at most; whether it came to hold.
  func reaches(_ condition: (RelayCounts) -> Bool) -> Bool {
    for _ in 0..<1_000 {
      if condition(counts) { return true }
      RunningRelay.pause()
    }
    return condition(counts)
  }

  /// A hundredth of a second in which the thread stays this test's. A suspension would let every
  /// other test go first, which takes minutes under a sanitizer, and the relay's limits pass.
  static func pause() { usleep(10_000) }
}
