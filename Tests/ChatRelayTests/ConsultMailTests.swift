// Control messages and orders: what goes between a connection and the consult server.

import Testing
import WebSockets

@testable import ChatRelay

struct ConsultMailTests {
  @Test("a control message is reported as it came; one that is too long closes")
  func control() throws {
    let talk = try Conversation { $0.controlBytes = 100 }
    defer { talk.stop() }
    try talk.customer.send(RawClient.frame(1, #"{"type":"leave"}"#))
    #expect(try talk.event() == .text(talk.keys[0], Array(#"{"type":"leave"}"#.utf8)))
    try talk.customer.send(RawClient.frame(1, [UInt8](repeating: 65, count: 101)))
    #expect(try talk.customer.frame().code == 1009)
  }

  @Test("other paths than the two are not found")
  func paths() throws {
    let server = try RunningRelay(.dialogues)
    defer { server.stop() }
    for path in ["/", "/customers", "/agent/1", "/agen", "/Customer"] {
      let client = try server.connect()
      try client.send(Array(RawClient.request(for: path).utf8))
      #expect(try client.head().hasPrefix("HTTP/1.1 404 "))
    }
  }

  @Test("whom the consult server closes gets the code that it names")
  func close() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    talk.server.line.order(.close(talk.keys[0], .init(4400)))
    #expect(try talk.customer.frame().code == 4400)
    #expect(try talk.event() == .closed(talk.keys[0]))
  }

  @Test("what is written in a dialogue that is over goes nowhere and harms nobody")
  func over() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    talk.server.line.order(.part(talk.keys[1], dialogue: Conversation.dialogue))
    talk.server.line.order(.end(dialogue: Conversation.dialogue))
    try talk.settle()
    let message = Conversation.message(1, by: 1, [65])
    try talk.agents[0].send(RawClient.frame(2, Conversation.number + message))
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [66])))
    #expect(talk.server.reaches { $0[.strays] == 2 })
    #expect(talk.server.counts[.messages] == 0)
  }

  @Test("more messages a second than are allowed close the connection, as many at once do not")
  func rate() throws {
    let talk = try Conversation {
      $0.messagesPerSecond = 1
      // The first names the dialogue.
      $0.messagesAtOnce = 21
    }
    defer { talk.stop() }
    for sequence in 1...20 {
      try talk.customer.send(RawClient.frame(2, Conversation.message(sequence, [65])))
      #expect(try talk.agents[0].frame().payload.count == 9)
    }
    for sequence in 21...60 {
      try talk.customer.send(RawClient.frame(2, Conversation.message(sequence, [65])))
    }
    #expect(try talk.customer.frame().code == 1008)
  }

  @Test("an agent who reads nothing holds the customer back, not his other dialogues' numbers")
  func slowAgent() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    let size = 40_000
    var (sequence, sent, refusals) = (1, 0, 0)
    var frame = RawClient.frame(2, Conversation.message(1, [UInt8](repeating: 3, count: size)))
    while refusals < 30 || (talk.server.counts[.heldBack] == 0 && refusals < 3_000) {
      if let count = try talk.customer.sendSome(frame[sent...]) {
        (sent, refusals) = (sent + count, 0)
        guard sent == frame.count else { continue }
        (sequence, sent) = (sequence + 1, 0)
        frame = RawClient.frame(
          2, Conversation.message(sequence, [UInt8](repeating: 3, count: size)))
      } else {
        refusals += 1
        RunningRelay.pause()
      }
      try #require(sequence < 5_000)
    }
    #expect(talk.server.counts[.heldBack] >= 1)
    #expect(talk.server.counts[.parkedBytes] <= RelayLimits().parkedBytes)
    for number in 1..<sequence {
      let payload = try talk.agents[0].frame().payload
      #expect(payload.count == size + 8 && Int(payload[7]) == number & 0xFF)
    }
  }

  @Test("numbers of dialogues have a place of their own and do not come back soon")
  func numbers() {
    var numbers = DialogueNumbers(capacity: 8)
    var seen: Set<UInt32> = []
    for _ in 0..<1_000 {
      guard let number = numbers.take() else { return #expect(Bool(false)) }
      #expect(number > 0 && seen.insert(number).inserted)
      numbers.give(back: number)
    }
    let taken = (0..<8).compactMap { _ in numbers.take() }
    #expect(Set(taken.map { $0 % 8 }).count == 8 && numbers.take() == nil)
  }

  @Test("numbers of an earlier server keep their places, and none of them is given again")
  func earlierNumbers() {
    // Two have one place, and 3 is no number of eight places.
    let earlier: [UInt32] = [17, 26, 25, 33, 3]
    var going = earlier
    var numbers = DialogueNumbers(capacity: 8, taken: &going, last: 33, ago: 1)
    #expect(going == [17, 26])
    let six = (0..<6).compactMap { _ in numbers.take() }
    #expect(Set(six.map { $0 % 8 }) == [0, 3, 4, 5, 6, 7] && numbers.take() == nil)
    numbers.give(back: 17)
    #expect(numbers.take().map { earlier.contains($0) } == false)
  }

  @Test("what earlier servers gave in their last moments, of which nothing is left, is far away")
  func numbersOfLastMoments() {
    var none: [UInt32] = []
    var given: [UInt32] = []
    for ago in 1...3 as ClosedRange<UInt32> {
      var numbers = DialogueNumbers(capacity: 8, taken: &none, last: 40, ago: ago)
      for _ in 0..<100 {
        guard let number = numbers.take() else { break }
        given.append(number)
        numbers.give(back: number)
      }
    }
    #expect(given.count == 300 && Set(given).count == 300 && given.allSatisfy { $0 > 40 + 8000 })
    var late = DialogueNumbers(capacity: 8, taken: &none, last: .max - 8, ago: 1)
    #expect(late.take() != nil)
  }
}
