// Rules from one frame to the next: messages in parts, limits, close frames.

import Testing

@testable import WebSockets

struct FrameReaderTests {
  private func outcome(of frames: [ClientFrame], _ limits: FrameLimits = FrameLimits()) -> FrameFeed
  {
    FrameFeed.of(frames.flatMap(\.bytes), limits)
  }

  @Test("control frames may stand between the parts of a message, and change nothing of it")
  func interleaved() {
    let feed = outcome(of: [
      ClientFrame(.text, [0xEA], isFinal: false), ClientFrame(.ping, [0xFF]),
      ClientFrame(.continuation, [0xB0, 0x80]), ClientFrame(.text, "ok"),
    ])
    #expect(feed.refusal == nil)
    #expect(feed.frames.map(\.opcode) == [.text, .ping, .continuation, .text])
  }

  @Test(
    "each broken rule has its refusal, after the frames before it",
    arguments: [
      ([ClientFrame(.continuation, "x")], .strayContinuation),
      (
        [ClientFrame(.text, "a", isFinal: false), ClientFrame(.binary, "b")], .interruptedMessage
      ),
      ([ClientFrame(.text, "a"), ClientFrame(.continuation, "b")], .strayContinuation),
      ([ClientFrame(.text, [0xC0])], .malformedText),
      ([ClientFrame(.text, [0xE4, 0xBD])], .malformedText),
      ([ClientFrame(.close, [0x03])], .malformedClose),
      ([ClientFrame(.close, [0x03, 0xEC])], .forbiddenCloseCode),
      ([ClientFrame(.close, [0x03, 0xE8, 0xED, 0xA0, 0x80])], .malformedReason),
      ([ClientFrame(.close, [0x03, 0xE8, 0xC3])], .malformedReason),
    ] as [([ClientFrame], Refusal)])
  func broken(frames: [ClientFrame], refusal: Refusal) {
    let feed = outcome(of: frames)
    #expect(feed.refusal == refusal)
    #expect(feed.frames.count == frames.count - 1)
  }

  @Test("a payload and a message may reach their limits, and no further")
  func limits() {
    let limits = FrameLimits(payloadBytes: 200, messageBytes: 300)
    func parts(_ counts: Int...) -> [ClientFrame] {
      counts.enumerated().map { place, count in
        ClientFrame(
          place == 0 ? .binary : .continuation, [UInt8](repeating: 7, count: count),
          isFinal: place == counts.count - 1)
      }
    }
    #expect(outcome(of: parts(200), limits).refusal == nil)
    #expect(outcome(of: parts(201), limits).refusal == .frameTooLarge)
    #expect(outcome(of: parts(200, 100), limits).refusal == nil)
    #expect(outcome(of: parts(200, 101), limits).refusal == .messageTooLarge)
    // What is counted is the message: the next one begins at nothing.
    #expect(outcome(of: parts(200, 100) + parts(200, 100), limits).refusal == nil)
    // A length is refused before a byte of its payload has come.
    let head = Array(ClientFrame(.binary, [UInt8](repeating: 7, count: 201)).bytes.prefix(8))
    #expect(FrameFeed.of(head, limits).refusal == .frameTooLarge)
  }

  @Test("each refusal closes with the code that the RFC, or docs/protocol.md, names")
  func codes() {
    let others: [Refusal: UInt16] = [
      .malformedText: 1007, .malformedReason: 1007, .frameTooLarge: 1009, .messageTooLarge: 1009,
      .messageInParts: 1003, .tooManyMessages: 1008, .tooManyControls: 1008, .shortHead: 4422,
      .foreignParty: 4422, .outOfSequence: 4422,
    ]
    for refusal in Refusal.allCases {
      #expect(refusal.code.number == others[refusal] ?? 1002, "\(refusal)")
      #expect(refusal.code.isAllowed)
    }
  }

  @Test("close codes that may be sent are those of the register and of the two free ranges")
  func closeCodes() {
    let assigned: Set<UInt16> = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012]
    let later: Set<UInt16> = [1013, 1014]
    for number in UInt16(0)...5_100 {
      let isAllowed =
        assigned.contains(number) || later.contains(number) || (number >= 3000 && number < 5000)
      #expect(CloseCode(number).isAllowed == isAllowed, "\(number)")
      let payload = [UInt8(number >> 8), UInt8(number & 0xFF)]
      let feed = FrameFeed.of(ClientFrame(.close, payload).bytes)
      #expect(feed.refusal == (isAllowed ? nil : .forbiddenCloseCode))
    }
  }

  @Test("text is refused at the byte that spoils it, not at the end of its frame")
  func early() {
    let bytes = ClientFrame(.text, [0x61, 0x62, 0xF8, 0x63, 0x64]).bytes
    #expect(FrameFeed.of(Array(bytes.prefix(8))).refusal == nil)
    #expect(FrameFeed.of(Array(bytes.prefix(9))).refusal == .malformedText)
  }
}
