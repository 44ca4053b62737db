// How connections end: every close code, every limit of time, and the stop of the whole.

import Rings
import Testing
import WebSockets

@testable import ChatRelay

struct ClosingTests {
  private static let tooLarge = RawClient.frame(2, [UInt8](repeating: 0, count: 2_000))

  @Test(
    "what breaks a rule is closed with its code, after what came before was echoed, and counted",
    arguments: [
      ([0xC1], 1002, .reservedBits), ([0x83], 1002, .reservedOpcode),
      ([0x81, 0x00], 1002, .unmasked), ([0x82, 0xFE, 0, 1], 1002, .wastefulLength),
      ([0x82, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0], 1002, .absurdLength),
      ([0x09], 1002, .fragmentedControl), ([0x89, 0xFE], 1002, .longControl),
      (RawClient.frame(0, "x"), 1002, .strayContinuation),
      (
        RawClient.frame(1, [0x61], isFinal: false) + RawClient.frame(1, "b"), 1002,
        .interruptedMessage
      ),
      (tooLarge, 1009, .frameTooLarge),
      (
        RawClient.frame(2, [UInt8](repeating: 0, count: 900), isFinal: false)
          + RawClient.frame(0, [UInt8](repeating: 0, count: 900)), 1009, .messageTooLarge
      ),
      (RawClient.frame(1, [0xFF]), 1007, .malformedText),
      (RawClient.frame(8, [0x03]), 1002, .malformedClose),
      (RawClient.frame(8, [0x03, 0xED]), 1002, .forbiddenCloseCode),
      (RawClient.frame(8, [0x03, 0xE8, 0xFF]), 1007, .malformedReason),
    ] as [([UInt8], Int, Refusal)])
  func refused(bytes: [UInt8], code: Int, refusal: Refusal) throws {
    let server = try RunningRelay {
      $0.frames = FrameLimits(payloadBytes: 1_000, messageBytes: 1_500)
    }
    defer { server.stop() }
    let client = try server.open()
    try client.send(RawClient.frame(1, "before") + bytes)
    #expect(try client.frame().payload == Array("before".utf8))
    var last = try client.frame()
    while last.opcode != 8 { last = try client.frame() }
    #expect(last.code == code)
    #expect(try client.rest().isEmpty)
    #expect(server.counts[.refused(refusal)] == 1)
  }

  @Test("a close frame is answered with its own code, and one without a code with none")
  func answered() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    for code in [1000, 1001, 3000, 4999] {
      let client = try server.open()
      try client.send(RawClient.frame(8, [UInt8(code >> 8), UInt8(code & 0xFF)]))
      #expect(try client.frame().code == code)
      client.leave()
    }
    let client = try server.open()
    try client.send(RawClient.frame(8, []))
    #expect(try client.frame() == .init(first: 0x88, payload: []))
    #expect(try client.rest().isEmpty)
    client.leave()
    #expect(server.reaches { $0[.closed] == 5 && $0[.connections] == 0 })
  }

  @Test("who is silent is asked for a sign of life; who gives none is closed")
  func silent() throws {
    let server = try RunningRelay {
      $0.idleTime = .milliseconds(100)
      $0.pongTime = .seconds(2)
    }
    defer { server.stop() }
    let client = try server.open()
    for _ in 0..<3 {
      #expect(try client.frame() == .init(first: 0x89, payload: []))
      try client.send(RawClient.frame(10, []))
    }
    #expect(server.counts[.silent] == 0)
    #expect(try client.frame().opcode == 9)
    #expect(try client.rest().isEmpty)
    #expect(server.counts[.silent] == 1)
  }

  @Test("who begins a frame and does not end it is closed with 1008")
  func unfinished() throws {
    let server = try RunningRelay { $0.frameTime = .milliseconds(150) }
    defer { server.stop() }
    for beginning in [1, 3, 20] {
      let client = try server.open()
      try client.send(Array(RawClient.frame(2, [UInt8](repeating: 1, count: 90)).prefix(beginning)))
      #expect(try client.frame().code == 1008, "\(beginning) bytes")
    }
    #expect(server.counts[.unfinishedFrame] == 3)
  }

  @Test("who is killed in the middle of a frame leaves nothing behind")
  func killed() throws {
    let server = try RunningRelay {
      $0.smallSlots = 1
      $0.largeSlots = 0
    }
    defer { server.stop() }
    let half = RawClient.frame(2, [UInt8](repeating: 1, count: 500)).prefix(300)
    for round in 1...5 {
      let client = try server.open()
      try client.send(Array(half))
      #expect(server.reaches { $0[.bytesCopied] == round * 292 })
      client.leave()
      #expect(server.reaches { $0[.lost] == round && $0[.connections] == 0 })
    }
    // With the one slot taken, the next is told to come again.
    let first = try server.open()
    try first.send(Array(half))
    #expect(server.reaches { $0[.bytesCopied] == 6 * 292 })
    let second = try server.open()
    try second.send(Array(half))
    #expect(try second.frame().code == 1013)
    #expect(server.counts[.noSlot] == 1)
  }

  @Test("a stop hands out what came before it, says 1001 and waits for the answer")
  func stop() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let clients = try (0..<20).map { _ in try server.open() }
    let halfOpen = try server.connect()
    for client in clients { try client.send(RawClient.frame(1, "last words")) }
    #expect(server.reaches { $0[.messages] == 20 })
    // A thread of its own: those of tasks may all be waiting for a socket.
    let relay = SentRelay(relay: server.relay)
    let stopping = try #require(SystemThread { relay.relay.stop() })
    for client in clients {
      #expect(try client.frame().payload == Array("last words".utf8))
      #expect(try client.frame().code == 1001)
      try client.send(RawClient.frame(8, [0x03, 0xE9]))
      #expect(try client.rest().isEmpty)
      client.leave()
    }
    #expect(try halfOpen.rest().isEmpty)
    stopping.join()
    #expect(server.counts[.connections] == 0)
    #expect(server.counts[.abandonedClose] == 0)
    #expect(throws: RawClient.Fault.self) { try RawClient(port: server.port) }
  }

  // Safety: the test waits for the thread before it touches the relay again.
  private struct SentRelay: @unchecked Sendable { let relay: Relay }
}
