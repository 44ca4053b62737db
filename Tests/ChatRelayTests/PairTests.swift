// Two sides that get what the other sends.

import Testing

@testable import ChatRelay

struct PairTests {
  @Test("what one sends the other gets; a ping is answered to who sent it")
  func pair() throws {
    let server = try RunningRelay(.pairs)
    defer { server.stop() }
    let (first, second) = (try server.open(), try server.open())
    try first.send(
      RawClient.frame(1, "question") + RawClient.frame(9, "first") + RawClient.frame(2, [1, 2]))
    #expect(try second.frame() == .init(first: 0x81, payload: Array("question".utf8)))
    #expect(try second.frame() == .init(first: 0x82, payload: [1, 2]))
    #expect(try first.frame() == .init(first: 0x8A, payload: Array("first".utf8)))
    try second.send(RawClient.frame(1, "answer"))
    #expect(try first.frame().payload == Array("answer".utf8))
  }

  @Test("what is said before there is a partner waits for him")
  func early() throws {
    let server = try RunningRelay(.pairs)
    defer { server.stop() }
    let first = try server.open()
    try first.send(RawClient.frame(1, "is anybody there"))
    #expect(server.reaches { $0[.heldBack] == 1 })
    let second = try server.open()
    #expect(try second.frame().payload == Array("is anybody there".utf8))
  }

  @Test("a partner who reads nothing stops the sender, whose pongs come all the same once he reads")
  func held() throws {
    let server = try RunningRelay(.pairs)
    defer { server.stop() }
    let (sender, receiver) = (try server.open(), try server.open())
    let frame = RawClient.frame(2, [UInt8](repeating: 3, count: 50_000))
    var taken = 0
    var refusals = 0
    while refusals < 30 || (server.counts[.heldBack] == 0 && refusals < 3_000) {
      if let count = try sender.sendSome(frame[(taken % frame.count)...]) {
        taken += count
        refusals = 0
      } else {
        refusals += 1
        RunningRelay.pause()
      }
      try #require(taken < 200_000_000)
    }
    #expect(server.counts[.parkedBytes] <= RelayLimits().parkedBytes)
    #expect(server.counts[.heldBack] >= 1)
    for _ in 0..<taken / frame.count { #expect(try receiver.frame().payload.count == 50_000) }
    try sender.send(Array(frame[(taken % frame.count)...]) + RawClient.frame(9, "now"))
    #expect(try receiver.frame().payload.count == 50_000)
    #expect(try sender.frame() == .init(first: 0x8A, payload: Array("now".utf8)))
  }

  @Test("who loses his partner in the middle of a frame is told that he left")
  func left() throws {
    let server = try RunningRelay(.pairs)
    defer { server.stop() }
    let (first, second) = (try server.open(), try server.open())
    try first.send(
      RawClient.frame(1, "one") + RawClient.frame(2, [UInt8](repeating: 1, count: 900)).prefix(400))
    #expect(try second.frame().payload == Array("one".utf8))
    first.leave()
    #expect(try second.frame().code == 1001)
    try second.send(RawClient.frame(8, [0x03, 0xE9]))
    #expect(try second.rest().isEmpty)
    second.leave()
    #expect(server.reaches { $0[.connections] == 0 })
    // The next two find each other.
    let (third, fourth) = (try server.open(), try server.open())
    try third.send(RawClient.frame(1, "new"))
    #expect(try fourth.frame().payload == Array("new".utf8))
  }
}
