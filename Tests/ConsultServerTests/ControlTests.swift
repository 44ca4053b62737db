// Control messages: what is read, what is refused, what is written.

import Testing

@testable import ConsultServer

struct ControlTests {
  private func customer(_ text: String) throws(ControlFault) -> CustomerMessage {
    try CustomerMessage(try ControlFields.read(Array(text.utf8)))
  }

  private func agent(_ text: String) throws(ControlFault) -> AgentMessage {
    try AgentMessage(try ControlFields.read(Array(text.utf8)))
  }

  @Test("what customers say, with keys that nobody knows passed over")
  func customers() throws {
    let ask = #"{"type":"ask","code":"c1","issuer":"shop","question":"맞나요? \"A\"","later":[1]}"#
    #expect(
      try customer(ask) == .ask(code: "c1", issuer: "shop", question: #"맞나요? "A""#, invitation: nil)
    )
    #expect(try customer(#"{"type":"leave"}"#) == .leave)
    let accepts = #"{"type":"ask","code":"c","issuer":"i","question":"","invitation":7}"#
    #expect(try customer(accepts) == .ask(code: "c", issuer: "i", question: "", invitation: 7))
    #expect(
      try customer(#"{"type":"read","code":"c","issuer":"i"}"#)
        == .read(code: "c", issuer: "i", session: nil))
    #expect(
      try customer(#"{"type":"read","code":"c","issuer":"i","session":"s"}"#)
        == .read(code: "c", issuer: "i", session: "s"))
    #expect(try customer(#"{"type":"dismiss","invitation":7}"#) == .dismiss(invitation: 7))
    #expect(try customer(#" {"session":"s","type":"resume"} "#) == .resume(session: "s"))
  }

  @Test("what agents say")
  func agents() throws {
    #expect(
      try agent(#"{"type":"sign-in","agent":"a-1","token":"t"}"#)
        == .signIn(agent: "a-1", .token("t")))
    #expect(
      try agent(#"{"type":"sign-in","agent":"a-1","secret":"s"}"#)
        == .signIn(agent: "a-1", .secret("s")))
    #expect(try agent(#"{"type":"state","state":"available"}"#) == .available)
    #expect(
      try agent(#"{"type":"state","state":"away","reason":"lunch"}"#) == .away(reason: "lunch"))
    #expect(try agent(#"{"type":"end","dialogue":4000000000}"#) == .end(dialogue: 4_000_000_000))
    #expect(
      try agent(#"{"type":"help","code":"c","question":"q"}"#)
        == .help(dialogue: nil, code: "c", question: "q"))
    #expect(try agent(#"{"type":"readers","show":true}"#) == .readers(show: true))
    #expect(try agent(#"{"type":"readers","show":false}"#) == .readers(show: false))
    #expect(try agent(#"{"type":"invite","reader":4}"#) == .invite(reader: 4))
    #expect(try agent(#"{"type":"whom","code":"c"}"#) == .whom(code: "c"))
    #expect(throws: ControlFault.wrong("show")) { try agent(#"{"type":"readers","show":1}"#) }
    #expect(throws: ControlFault.missing("show")) { try agent(#"{"type":"readers"}"#) }
  }

  @Test(
    "what is no object with a type closes the connection",
    arguments: [
      "", "null", "[]", "7", #""ask""#, "{", #"{"code":"c"}"#, #"{"type":7}"#, #"{"type":null}"#,
      #"{"type":"leave"}{"#, "{\"type\":\"le\u{0}ave\"",
    ])
  func nonsense(text: String) {
    #expect(throws: ControlFault.notAnObject) { try customer(text) }
  }

  @Test(
    "a key that is missing or wrong is named",
    arguments: [
      (#"{"type":"ask","code":"c","issuer":"i"}"#, .missing("question")),
      (#"{"type":"ask","code":7,"issuer":"i","question":"q"}"#, .wrong("code")),
      (#"{"type":"asks"}"#, .unknownType("asks")),
      (#"{"type":"sign-in","agent":"a","token":"t"}"#, .unknownType("sign-in")),
    ] as [(String, ControlFault)])
  func faults(text: String, fault: ControlFault) {
    #expect(throws: fault) { try customer(text) }
  }

  @Test("a number that is no dialogue's, a state that nobody has, a text that is too long")
  func wrong() {
    #expect(throws: ControlFault.wrong("dialogue")) {
      try agent(#"{"type":"end","dialogue":-1}"#)
    }
    #expect(throws: ControlFault.wrong("dialogue")) {
      try agent(#"{"type":"end","dialogue":4294967296}"#)
    }
    #expect(throws: ControlFault.wrong("state")) { try agent(#"{"type":"state","state":"x"}"#) }
    let long = String(repeating: "가", count: 2_001)
    #expect(throws: ControlFault.wrong("question")) {
      try agent(#"{"type":"help","code":"c","question":"\#(long)"}"#)
    }
  }

  @Test("brackets as deep as a message allows are no danger")
  func deep() {
    let text = "{\"type\":\"leave\",\"x\":" + String(repeating: "[", count: 16_000)
    #expect(throws: ControlFault.notAnObject) { try customer(text) }
  }

  @Test("a message to a client has its keys in the protocol's letters, and none that is nil")
  func written() {
    var message = ServerMessage("waiting")
    message.position = 2
    message.expectedWaitSeconds = 12.5
    #expect(
      String(decoding: message.bytes, as: UTF8.self)
        == #"{"type":"waiting","position":2,"expected_wait_seconds":12.5}"#)
    var offer = ServerMessage("offer")
    offer.question = "</script>\u{2028}\"\\"
    offer.page = "/ko/43"
    #expect(
      String(decoding: offer.bytes, as: UTF8.self)
        == "{\"type\":\"offer\",\"question\":\"</script>\u{2028}\\\"\\\\\",\"page\":\"/ko/43\"}")
  }
}
