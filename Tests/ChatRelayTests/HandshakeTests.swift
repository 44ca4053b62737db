// Requests to connect over real sockets: in pieces, hostile, slow, too many.

import Testing
import WebSockets

@testable import ChatRelay

struct HandshakeTests {
  @Test("a request a byte at a time is taken as one that comes whole")
  func pieces() throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let client = try server.connect()
    let filler = "X-Filler: " + String(repeating: "f", count: 3_000) + "\r\n"
    let request = RawClient.request.replacing("Upgrade: w", with: filler + "Upgrade: w")
    for byte in request.utf8.prefix(300) { try client.send([byte]) }
    try client.send(Array(request.utf8.dropFirst(300)))
    #expect(try client.head().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="))
    try client.send(RawClient.frame(1, "hello"))
    #expect(try client.frame().payload == Array("hello".utf8))
  }

  @Test(
    "a bad request is told what is wrong, closed and counted",
    arguments: [
      (RawClient.request.replacing("GET", with: "POST"), "405", .method),
      (RawClient.request.replacing(": 13", with: ": 8"), "426", .protocolVersion),
      (RawClient.request.replacing("Host:", with: "Content-Length: 3\r\nHost:"), "400", .body),
      (RawClient.request + "\u{1}", "400", .earlyData),
      ("\u{16}\u{3}\u{1}", "400", .notHTTP),
      ("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 9_000), "431", .headTooLarge),
    ] as [(String, String, UpgradeFault)])
  func refused(request: String, status: String, fault: UpgradeFault) throws {
    let server = try RunningRelay()
    defer { server.stop() }
    let client = try server.connect()
    try client.send(Array(request.utf8))
    #expect(try client.head().hasPrefix("HTTP/1.1 \(status) "))
    #expect(try client.rest().last == UInt8(ascii: "\n"))
    #expect(server.counts[.turnedAway(fault)] == 1)
  }

  @Test("a head that takes too long is closed, and others keep their service meanwhile")
  func slow() throws {
    let server = try RunningRelay { $0.handshakeTime = .seconds(3) }
    defer { server.stop() }
    let slow = try (0..<100).map { _ in try server.connect() }
    for client in slow { try client.send(Array(RawClient.request.utf8.prefix(30))) }
    let client = try server.open()
    try client.send(RawClient.frame(1, "still here"))
    #expect(try client.frame().payload == Array("still here".utf8))
    for client in slow { #expect(try client.head().hasPrefix("HTTP/1.1 408 ")) }
    #expect(server.counts[.turnedAway(.tooSlow)] == 100)
    try client.send(RawClient.frame(1, "again"))
    #expect(try client.frame().payload == Array("again".utf8))
  }

  @Test("with all places taken the next is told so, and a place that is left is given again")
  func full() throws {
    let server = try RunningRelay { $0.connections = 2 }
    defer { server.stop() }
    let clients = try (0..<2).map { _ in try server.open() }
    let third = try server.connect()
    #expect(try third.head().hasPrefix("HTTP/1.1 503 "))
    #expect(server.counts[.turnedAway(.full)] == 1)
    clients[0].leave()
    #expect(server.reaches { $0[.connections] == 1 })
    _ = try server.open()
  }

  @Test("a page of another origin may not connect")
  func origin() throws {
    let server = try RunningRelay { $0.origins = .only(["https://shop.example"]) }
    defer { server.stop() }
    for (origin, status) in [("https://shop.example", "101"), ("https://evil.example", "403")] {
      let client = try server.connect()
      let request = RawClient.request.replacing("Host:", with: "Origin: \(origin)\r\nHost:")
      try client.send(Array(request.utf8))
      #expect(try client.head().hasPrefix("HTTP/1.1 \(status) "))
    }
  }
}
