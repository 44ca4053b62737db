// Connections by the address that they come from: counted, limited, named by a proxy.

import Rings
import Testing
import WebSockets

@testable import ChatRelay

struct AddressTests {
  private func forwarded(_ text: String) -> RemoteAddress? {
    let bytes = OwnedBytes(count: text.utf8.count)
    for (offset, byte) in text.utf8.enumerated() { bytes.region[offset] = byte }
    return RemoteAddress(forwarded: bytes.region.part(from: 0, count: text.utf8.count))
  }

  @Test(
    "an address is said as it was read, and what is none is none",
    arguments: [
      ("203.0.113.7", "203.0.113.7"), ("2001:db8::1", "2001:db8::1"),
      ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:203.0.113.7", "203.0.113.7"),
      ("", nil), ("unknown", nil), ("203.0.113.7:80", nil), ("203.0.113.256", nil),
      ("[2001:db8::1]", nil), ("_hidden", nil), ("203.0.113.7\u{0}", nil),
      (String(repeating: "1", count: 200), nil),
    ] as [(String, String?)])
  func texts(text: String, said: String?) {
    #expect(forwarded(text)?.description == said)
  }

  @Test("a socket's address is said with its port")
  func socket() {
    #expect(RemoteAddress(address: 0x7F00_0001, port: 5_000).description == "127.0.0.1:5000")
  }

  @Test("of IPv6 the first 64 bits are a household, of IPv4 the whole")
  func households() throws {
    let one = try #require(forwarded("2001:db8::1")?.household)
    #expect(forwarded("2001:db8::ffff:2")?.household == one)
    #expect(forwarded("2001:db8:0:1::1")?.household != one)
    let four = try #require(forwarded("203.0.113.7")?.household)
    #expect(forwarded("::ffff:203.0.113.7")?.household == four)
    #expect(forwarded("203.0.113.8")?.household != four)
  }

  @Test("counts are those of a dictionary, whatever comes and goes", arguments: [1, 2, 3])
  func counts(seed: UInt64) {
    let counts = AddressCounts(addresses: 8, secret: seed)
    var model: [UInt64: Int] = [:]
    var random = seed
    for _ in 0..<20_000 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let address = random >> 60
      let comes = random >> 33 & 1 == 0
      if comes, model.count < 8 || model[address] != nil {
        counts.add(address)
        model[address, default: 0] += 1
      } else if let count = model[address] {
        counts.remove(address)
        model[address] = count == 1 ? nil : count - 1
      }
      for other in UInt64(0)..<16 { #expect(counts[other] == model[other] ?? 0, "seed \(seed)") }
    }
  }

  @Test("an address has so many connections; one that goes makes room for the next")
  func limited() throws {
    let server = try RunningRelay { $0.connectionsPerAddress = 2 }
    defer { server.stop() }
    let clients = try (0..<2).map { _ in try server.open() }
    let third = try server.connect()
    #expect(try third.head().hasPrefix("HTTP/1.1 429 "))
    #expect(server.counts[.turnedAway(.addressFull)] == 1)
    clients[0].leave()
    #expect(server.reaches { $0[.connections] == 1 })
    _ = try server.open()
  }

  @Test("behind a proxy its last word counts; without one nobody is let in")
  func proxied() throws {
    let server = try RunningRelay {
      $0.connectionsPerAddress = 1
      $0.forwarding = .lastForwardedFor
    }
    defer { server.stop() }
    let requests: [(String, String)] = [
      ("", "400"), ("X-Forwarded-For: 203.0.113.7", "101"),
      ("X-Forwarded-For: 1.2.3.4,203.0.113.7", "429"),
      ("X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-For: 203.0.113.8", "101"),
      ("X-Forwarded-For: 203.0.113.9,", "400"),
    ]
    for (field, status) in requests {
      let client = try server.connect()
      let fields = field.isEmpty ? "" : field + "\r\n"
      try client.send(Array(RawClient.request.replacing("Host:", with: fields + "Host:").utf8))
      #expect(try client.head().hasPrefix("HTTP/1.1 \(status) "), "\(field)")
    }
    #expect(server.counts[.turnedAway(.forwardedFor)] == 2)
  }

  @Test("control messages have a rate of their own, and large ones count as several")
  func controls() throws {
    let talk = try Conversation {
      $0.controlsPerSecond = 1
      $0.controlsAtOnce = 20
      $0.messagesPerSecond = 1
      $0.messagesAtOnce = 5
    }
    defer { talk.stop() }
    for _ in 0..<20 { try talk.customer.send(RawClient.frame(1, "{}")) }
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [65])))
    #expect(try talk.agents[0].frame().payload.count == 9)
    let large = [UInt8](repeating: 32, count: 4_096)
    for _ in 0..<4 { try talk.agents[0].send(RawClient.frame(1, large)) }
    for _ in 0..<20 { try talk.agents[0].send(RawClient.frame(1, "{}")) }
    #expect(try talk.agents[0].frame().code == 1008)
    #expect(talk.server.counts[.refused(.tooManyControls)] == 1)
    #expect(talk.server.counts[.controlsIn] <= 24)
  }

  @Test("letters beyond the box's bytes are not taken until it was emptied")
  func box() throws {
    let box = try #require(Mailbox<Int>(capacity: 10, bytes: 100))
    #expect(box.post(1, bytes: 60) && !box.post(2, bytes: 41) && box.post(3, bytes: 40))
    #expect(!box.post(4, bytes: 1))
    box.postAnyway(5)
    #expect(box.take() == [1, 3, 5])
    #expect(box.post(6, bytes: 100))
  }
}
