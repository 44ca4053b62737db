// Messages between the parties of a dialogue.

import Testing

@testable import ChatRelay

struct DialogueTests {
  @Test("a message reaches the others: an agent with the dialogue's number, a customer without")
  func bothWays() throws {
    let talk = try Conversation(agents: 2)
    defer { talk.stop() }
    let question = Conversation.message(1, Array("does it fit?".utf8))
    try talk.customer.send(RawClient.frame(2, question))
    for agent in talk.agents {
      #expect(try agent.frame() == .init(first: 0x82, payload: Conversation.number + question))
    }
    let answer = Conversation.message(1, by: 1, Array("it does".utf8))
    try talk.agents[0].send(RawClient.frame(2, Conversation.number + answer))
    #expect(try talk.customer.frame() == .init(first: 0x82, payload: answer))
    #expect(try talk.agents[1].frame().payload == Conversation.number + answer)
  }

  @Test("messages of every length arrive whole, many in one piece, and none is copied")
  func lengths() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    let lengths = Array(0...300) + [65_526, 65_527, 65_528, 65_531, 65_532] + Array(110...130)
    var fromCustomer: [UInt8] = []
    for (place, length) in lengths.enumerated() {
      let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 + place) }
      fromCustomer += RawClient.frame(2, Conversation.message(place + 1, text))
    }
    try talk.customer.send(fromCustomer)
    for (place, length) in lengths.enumerated() {
      let text = (0..<length).map { UInt8(truncatingIfNeeded: $0 + place) }
      let frame = try talk.agents[0].frame()
      #expect(frame.payload == Conversation.number + Conversation.message(place + 1, text))
    }
  }

  @Test(
    "what an agent writes in one piece arrives whole, and goes to a customer alone in one call",
    arguments: [1, 2])
  func fromAgent(agents: Int) throws {
    let talk = try Conversation(agents: agents)
    defer { talk.stop() }
    let sends = talk.server.counts[.sends]
    let messages = (0...200).map { length in
      Conversation.message(length + 1, by: 1, [UInt8](repeating: UInt8(length), count: length))
    }
    let frames = messages.flatMap { RawClient.frame(2, Conversation.number + $0) }
    try talk.agents[0].send(frames)
    for message in messages {
      #expect(try talk.customer.frame().payload == message)
      for helper in talk.agents.dropFirst() {
        #expect(try helper.frame().payload == Conversation.number + message)
      }
    }
    // The helper's head is overwritten by the customer's: each has a call of its own then. A full
    // socket takes a few more.
    let most = (agents == 1 ? 0 : 2 * messages.count) + 10
    #expect(talk.server.counts[.sends] - sends <= most)
  }

  @Test("as small messages as people write are not copied")
  func copies() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    let before = talk.server.counts[.bytesCopied]
    for sequence in 1...500 {
      let message = Conversation.message(sequence, [UInt8](repeating: 7, count: 128))
      try talk.customer.send(RawClient.frame(2, message))
      #expect(try talk.agents[0].frame().payload == Conversation.number + message)
    }
    #expect(talk.server.counts[.bytesCopied] == before)
    #expect(talk.server.counts[.messages] == 500)
  }

  @Test("an acknowledgement goes to the party that it is for, and to nobody else")
  func acknowledgement() throws {
    let talk = try Conversation(agents: 2)
    defer { talk.stop() }
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [65])))
    for agent in talk.agents { _ = try agent.frame() }
    let acknowledgement = Conversation.message(0, by: 1, [0, 0, 0, 1])
    try talk.agents[0].send(RawClient.frame(2, Conversation.number + acknowledgement))
    #expect(try talk.customer.frame().payload == acknowledgement)
    let message = Conversation.message(1, by: 1, [65])
    try talk.agents[0].send(RawClient.frame(2, Conversation.number + message))
    #expect(try talk.agents[1].frame().payload == Conversation.number + message)
  }

  @Test("a message that was sent already is passed on again, one that leaves a gap is not")
  func sequence() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    for sequence in [1, 2, 1, 3] {
      try talk.customer.send(RawClient.frame(2, Conversation.message(sequence, [65])))
      #expect(try talk.agents[0].frame().payload.suffix(2) == [UInt8(sequence), 65])
    }
    try talk.customer.send(RawClient.frame(2, Conversation.message(5, [65])))
    #expect(try talk.customer.frame().code == 4422)
    #expect(try talk.event() == .closed(talk.keys[0]))
  }

  @Test("who is another party of the same dialogue may still have written as the one before")
  func anotherParty() throws {
    let talk = try Conversation(agents: 2)
    defer { talk.stop() }
    let line = talk.server.line
    line.order(.part(talk.keys[2], dialogue: Conversation.dialogue))
    line.order(.join(talk.keys[2], dialogue: Conversation.dialogue, party: 3))
    try talk.settle()
    for late in [
      Conversation.message(1, by: 2, [65]), Conversation.message(0, by: 2, [0, 0, 0, 0]),
      Conversation.message(1, by: 3, [66]),
    ] { try talk.agents[1].send(RawClient.frame(2, Conversation.number + late)) }
    #expect(try talk.customer.frame().payload == [3, 0, 0, 1, 66])
    #expect(talk.server.counts[.strays] == 2)
    // Nobody else was that party, and it was no other.
    for party: UInt8 in [1, 4, 200] {
      let talk = try Conversation(agents: 2)
      defer { talk.stop() }
      let foreign = Conversation.number + Conversation.message(1, by: party, [67])
      try talk.agents[1].send(RawClient.frame(2, foreign))
      #expect(try talk.agents[1].frame().code == 4422)
    }
  }

  @Test("numbers go on where they were when a party comes back by another connection")
  func comesBack() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [65])))
    #expect(try talk.agents[0].frame().payload.last == 65)
    talk.customer.leave()
    #expect(try talk.event() == .closed(talk.keys[0]))
    let again = try talk.server.open("/customer")
    guard case .opened(let key, .customer, _) = try talk.event() else { throw RawClient.Fault.late }
    talk.server.line.order(.join(key, dialogue: Conversation.dialogue, party: 0))
    talk.server.line.order(.text(key, [66]))
    #expect(try again.frame().payload == [66])
    try again.send(RawClient.frame(2, Conversation.naming(Conversation.dialogue)))
    try again.send(RawClient.frame(2, Conversation.message(2, [67])))
    #expect(try talk.agents[0].frame().payload.last == 67)
  }

  @Test("what a customer wrote in an earlier dialogue is not taken for a later one's")
  func earlier() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    let line = talk.server.line
    let later = Conversation.dialogue + 1
    line.order(.part(talk.keys[0], dialogue: Conversation.dialogue))
    line.order(.join(talk.keys[0], dialogue: later, party: 0))
    line.order(.join(talk.keys[1], dialogue: later, party: 1))
    try talk.settle()
    for late in [
      Conversation.message(7, [65]), Conversation.message(1, [66]),
      Conversation.message(0, [1, 0, 0, 9]), Conversation.naming(Conversation.dialogue),
      Conversation.message(2, [67]),
    ] { try talk.customer.send(RawClient.frame(2, late)) }
    try talk.customer.send(RawClient.frame(2, Conversation.naming(later)))
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [68])))
    #expect(try talk.agents[0].frame().payload.suffix(5) == [0, 0, 0, 1, 68])
    #expect(talk.server.counts[.strays] == 4)
    // Named once more it is the same; another's number is none of a message.
    try talk.customer.send(RawClient.frame(2, Conversation.naming(later)))
    try talk.customer.send(RawClient.frame(2, Conversation.message(2, [69])))
    #expect(try talk.agents[0].frame().payload.last == 69)
    try talk.customer.send(RawClient.frame(2, Conversation.naming(later) + [1]))
    #expect(try talk.customer.frame().code == 4422)
  }

  @Test(
    "who sends again says from where, to one party; only a restored dialogue goes on from there")
  func sendsAgain() throws {
    let talk = try Conversation(agents: 2)
    defer { talk.stop() }
    let line = talk.server.line
    let restored = Conversation.dialogue + 1
    line.order(.part(talk.keys[0], dialogue: Conversation.dialogue))
    line.order(.restore(dialogue: restored, written: [0: 2], ahead: 60))
    for (party, key) in talk.keys.enumerated() {
      line.order(.join(key, dialogue: restored, party: UInt8(party)))
    }
    try talk.settle()
    try talk.customer.send(RawClient.frame(2, Conversation.naming(restored)))
    let again = Conversation.message(0, by: 0, [2, 0, 0, 0, 0, 0, 0, 40])
    try talk.customer.send(RawClient.frame(2, again))
    #expect(try talk.agents[1].frame().payload.suffix(12) == again)
    // Known before, then skipped and so not passed on, then the next; nobody goes on behind what
    // nobody can have had.
    for sequence in [2, 3, 40, 41] {
      try talk.customer.send(RawClient.frame(2, Conversation.message(sequence, [65])))
    }
    for agent in talk.agents {
      #expect(try agent.frame().payload.suffix(2) == [2, 65])
      #expect(try agent.frame().payload.suffix(2) == [41, 65])
    }
    let more = Conversation.message(0, by: 0, [2, 0, 0, 0, 0, 0, 0, 99])
    try talk.customer.send(RawClient.frame(2, more))
    #expect(try talk.agents[1].frame().payload.suffix(12) == more)
    try talk.customer.send(RawClient.frame(2, Conversation.message(100, [65])))
    #expect(try talk.customer.frame().code == 4422)
  }

  /// By the agent, in the dialogue that every conversation has.
  private static func acknowledgement(of party: UInt8, _ number: UInt8) -> [UInt8] {
    Conversation.number + Conversation.message(0, by: 1, [party, 0, 0, number])
  }

  @Test("what this relay never had is not acknowledged, whoever had it from an earlier one")
  func acknowledgedTooFar() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [65])))
    _ = try talk.agents[0].frame()
    for (said, passedOn) in [(9, 1), (1, 1), (0, 0)] as [(UInt8, UInt8)] {
      try talk.agents[0].send(RawClient.frame(2, Self.acknowledgement(of: 0, said)))
      #expect(try talk.customer.frame().payload == [1, 0, 0, 0, 0, 0, 0, passedOn])
    }
    // Nor of a party that never wrote, or that no dialogue can have.
    for party: UInt8 in [3, 200] {
      try talk.agents[0].send(RawClient.frame(2, Self.acknowledgement(of: party, 9)))
    }
    try talk.agents[0].send(RawClient.frame(2, Self.acknowledgement(of: 0, 1)))
    #expect(try talk.customer.frame().payload.last == 1)
  }

  @Test("a party that has forgotten is told how far it had written, and beyond what may be lost")
  func recalled() throws {
    let talk = try Conversation()
    defer { talk.stop() }
    let line = talk.server.line
    try talk.customer.send(RawClient.frame(2, Conversation.message(1, [65])))
    _ = try talk.agents[0].frame()
    line.order(.recall(talk.keys[0], dialogue: Conversation.dialogue))
    #expect(try talk.customer.frame().payload == [255, 0, 0, 0, 0, 0, 0, 1])
    line.order(.recall(talk.keys[1], dialogue: Conversation.dialogue))
    #expect(try talk.agents[0].frame().payload.suffix(8) == [255, 0, 0, 0, 1, 0, 0, 0])
    // Of an earlier relay's messages so many may be with others and not known here.
    let restored = Conversation.dialogue + 1
    line.order(.restore(dialogue: restored, written: [1: 2], ahead: 256))
    line.order(.join(talk.keys[1], dialogue: restored, party: 1))
    line.order(.recall(talk.keys[1], dialogue: restored))
    #expect(try talk.agents[0].frame().payload.suffix(8) == [255, 0, 0, 0, 1, 0, 1, 2])
    // Where it is not, nothing is said.
    line.order(.recall(talk.keys[0], dialogue: restored))
    line.order(.recall(talk.keys[0], dialogue: 77))
    line.order(.text(talk.keys[0], [65]))
    #expect(try talk.customer.frame().payload == [65])
  }

  @Test(
    "who sends again on behalf of another is closed, and in a new dialogue no number is skipped")
  func sendsAgainWrongly() throws {
    for (last, code) in [([1, 0, 0, 0], 4422), ([0, 0, 0, 40], 4422)] as [([UInt8], Int)] {
      let talk = try Conversation()
      defer { talk.stop() }
      let again = Conversation.message(0, by: 0, [1, 0, 0, 0] + last)
      try talk.customer.send(RawClient.frame(2, again))
      try talk.customer.send(RawClient.frame(2, Conversation.message(41, [65])))
      #expect(try talk.customer.frame().code == code)
    }
  }

  @Test(
    "another's number, no head, a message in parts, a wrong acknowledgement",
    arguments: [
      (RawClient.frame(2, Conversation.message(1, by: 1, [65])), 4422),
      (RawClient.frame(2, [0, 0, 0]), 4422),
      (RawClient.frame(2, Conversation.message(0, [0, 0, 0])), 4422),
      (RawClient.frame(2, Conversation.message(1, [65]), isFinal: false), 1003),
      (RawClient.frame(1, [0x7B], isFinal: false), 1003),
    ] as [([UInt8], Int)])
  func broken(bytes: [UInt8], code: Int) throws {
    let talk = try Conversation()
    defer { talk.stop() }
    try talk.customer.send(bytes)
    #expect(try talk.customer.frame().code == code)
  }
}
