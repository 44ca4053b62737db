// What comes back of what is sent, over real sockets.

import SeededTests
import Testing

@testable import ChatRelay

struct EchoTests {
  @Test("messages, parts of messages and pings come back frame by frame, in order")
  func echo() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let client = try server.open()
    try client.send(
      RawClient.frame(1, "한국어") + RawClient.frame(2, [0, 255])
        + RawClient.frame(1, [0xEA], isFinal: false) + RawClient.frame(9, "are you there")
        + RawClient.frame(0, [0xB0, 0x80]) + RawClient.frame(10, "unasked"))
    #expect(try client.frame() == .init(first: 0x81, payload: Array("한국어".utf8)))
    #expect(try client.frame() == .init(first: 0x82, payload: [0, 255]))
    #expect(try client.frame() == .init(first: 0x01, payload: [0xEA]))
    #expect(try client.frame() == .init(first: 0x8A, payload: Array("are you there".utf8)))
    #expect(try client.frame() == .init(first: 0x80, payload: [0xB0, 0x80]))
    try client.send(RawClient.frame(8, [0x03, 0xE8]))
    #expect(try client.frame().code == 1000)
    #expect(try client.rest().isEmpty)
  }

  @Test("a stream cut at random comes back as one that comes whole")
  func cuts() throws {
    let seed = UInt64.random(in: .min ... .max)
    var draws = SeededDraws(seed: seed)
    let server = try RunningRelay(loops: 2)
    defer { server.stop() }
    for _ in 0..<6 {
      let sizes = [0, 1, 125, 126, 700, 3_000, 65_536].shuffled(using: &draws).prefix(4)
      let messages = sizes.map { size in
        (0..<size).map { _ in UInt8.random(in: 0...255, using: &draws) }
      }
      let stream = messages.flatMap { RawClient.frame(2, $0) }
      let client = try server.open()
      var start = 0
      while start < stream.count {
        let most = start < 600 ? 3 : 9_000
        let end = min(stream.count, start + .random(in: 1...most, using: &draws))
        try client.send(Array(stream[start..<end]))
        start = end
      }
      for message in messages {
        let frame = try client.frame()
        #expect(frame.payload == message, "seed \(seed)")
        #expect(frame.first == 0x82)
      }
    }
  }

  @Test("a text of the largest frames, a byte at a time around each head, is checked all along")
  func slowText() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let client = try server.open()
    let letters = Array(String(repeating: "字", count: 1_000).utf8)
    for byte in RawClient.frame(1, letters).prefix(40) { try client.send([byte]) }
    try client.send(Array(RawClient.frame(1, letters).dropFirst(40)))
    #expect(try client.frame().payload == letters)
    // The third byte of a character is wrong, far behind the beginning of the frame.
    var spoilt = letters
    spoilt[2_000] = 0x20
    let frame = RawClient.frame(1, spoilt)
    try client.send(Array(frame.prefix(1_000)))
    try client.send(Array(frame[1_000..<2_600]))
    #expect(try client.frame().code == 1007)
  }

  @Test("of messages that come together nothing is copied, and they go in one call")
  func batch() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let client = try server.open()
    let message = [UInt8](repeating: 7, count: 128)
    let before = server.counts
    let batch = (0..<8).flatMap { _ in RawClient.frame(2, message) }
    for _ in 0..<50 {
      try client.send(batch)
      for _ in 0..<8 { #expect(try client.frame().payload == message) }
    }
    let after = server.counts
    #expect(after[.messages] - before[.messages] == 400)
    #expect(after[.bytesCopied] - before[.bytesCopied] == 0)
    // A send of a client may arrive in two parts; then there is one more of each call.
    #expect(after[.sends] - before[.sends] <= 60)
    #expect(after[.systemCalls] - before[.systemCalls] <= 180)
  }

  @Test("many connections at once, on two loops, each with its own messages")
  func many() throws {
    let server = try RunningRelay(loops: 2)
    defer { server.stop() }
    let clients = try (0..<400).map { _ in try server.open() }
    for (number, client) in clients.enumerated() {
      try client.send(RawClient.frame(1, "I am number \(number)"))
    }
    for (number, client) in clients.enumerated() {
      #expect(try client.frame().payload == Array("I am number \(number)".utf8))
    }
    #expect(server.counts[.connections] == 400)
    for client in clients { client.leave() }
    #expect(server.reaches { $0[.connections] == 0 })
    #expect(server.counts[.lost] == 400)
  }
}
