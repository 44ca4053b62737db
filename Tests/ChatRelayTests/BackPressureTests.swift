// Sides that take too little: memory stays bounded, senders wait, and there is an end to it.

import Testing
import WebSockets

@testable import ChatRelay

struct BackPressureTests {
  private static let message = [UInt8](repeating: 0xA5, count: 60_000)

  /// Sends frames until the relay holds the sender back and the connection has taken nothing for a
  /// third of a second; how many bytes it took.
  private func flood(_ client: RawClient, of server: RunningRelay) throws -> Int {
    let frame = RawClient.frame(2, Self.message)
    var taken = 0
    var refusals = 0
    while refusals < 30 || (server.counts[.heldBack] == 0 && refusals < 3_000) {
      if let count = try client.sendSome(frame[(taken % frame.count)...]) {
        taken += count
        refusals = 0
      } else {
        refusals += 1
        RunningRelay.pause()
      }
      // Far more than the buffers of the system and of the relay.
      try #require(taken < 200_000_000, "the sender is never made to wait")
    }
    return taken
  }

  @Test("who does not read is not read from; what is kept is bounded, and nothing is lost")
  func held() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let client = try server.open()
    let taken = try flood(client, of: server)
    let counts = server.counts
    #expect(counts[.heldBack] >= 1)
    #expect(counts[.parkedBytes] > 0)
    #expect(counts[.parkedBytes] <= RelayLimits().parkedBytes)
    // Another connection is served as if nothing were.
    let other = try server.open()
    try other.send(RawClient.frame(1, "hello"))
    #expect(try other.frame().payload == Array("hello".utf8))
    // Once he reads, all comes, in order and whole.
    let frame = RawClient.frame(2, Self.message)
    for _ in 0..<taken / frame.count { #expect(try client.frame().payload == Self.message) }
    try client.send(Array(frame[(taken % frame.count)...]))
    #expect(try client.frame().payload == Self.message)
    #expect(server.reaches { $0[.parkedBytes] == 0 })
  }

  @Test("who takes nothing for too long is closed, and what was kept is given back")
  func stalled() throws {
    let server = try RunningRelay { $0.stallTime = .milliseconds(600) }
    defer { server.stop() }
    let client = try server.open()
    do {
      _ = try flood(client, of: server)
    } catch RawClient.Fault.ended {
      // The end came while the flood still found room in the system's buffers.
    }
    #expect(
      server.reaches { $0[.stalled] == 1 && $0[.parkedBytes] == 0 && $0[.connections] == 0 })
  }

  @Test("who would need more kept than may be is closed at that limit")
  func overfull() throws {
    let server = try RunningRelay { $0.parkedBytes = 1_024 }
    defer { server.stop() }
    let client = try server.open()
    do {
      _ = try flood(client, of: server)
      Issue.record("the flood was taken")
    } catch RawClient.Fault.ended {
      #expect(server.counts[.overfull] == 1)
      #expect(server.counts[.parkedBytes] == 0)
    }
  }

  @Test("a hundred slow readers keep to the slots there are; the others are served")
  func slowReaders() throws {
    let server = try RunningRelay {
      $0.largeSlots = 40
      $0.smallSlots = 20
    }
    defer { server.stop() }
    let slow = try (0..<60).map { _ in try server.open() }
    let frame = RawClient.frame(2, Self.message)
    var offsets = [Int](repeating: 0, count: slow.count)
    for _ in 0..<200 {
      for (place, client) in slow.enumerated() {
        do {
          offsets[place] += try client.sendSome(frame[(offsets[place] % frame.count)...]) ?? 0
        } catch RawClient.Fault.ended {
          offsets[place] = 0
        }
      }
      let counts = server.counts
      #expect(counts[.parkedBytes] <= 40 * 65_600 + 20 * 2_048)
    }
    let other = try server.open()
    try other.send(RawClient.frame(1, "hello"))
    #expect(try other.frame().payload == Array("hello".utf8))
  }
}
