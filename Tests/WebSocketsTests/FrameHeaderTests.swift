// Heads of frames: the RFC's own examples, what is refused, and what a server writes.

import Testing

@testable import WebSockets

struct FrameHeaderTests {
  @Test("the RFC's masked Hello is read, and its mask comes off")
  func hello() {
    // RFC 6455, section 5.7.
    let bytes: [UInt8] = [
      0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58,
    ]
    let feed = FrameFeed.of(bytes)
    #expect(feed.refusal == nil)
    #expect(
      feed.frames == [
        FrameFeed.Received(opcode: .text, isFinal: true, payload: Array("Hello".utf8))
      ])
  }

  @Test("a server's heads are those of the RFC's unmasked examples")
  func written() {
    // RFC 6455, section 5.7: Hello, its first part, its last, 256 and 65,536 bytes.
    let examples: [(Opcode, Bool, Int, [UInt8])] = [
      (.text, true, 5, [0x81, 0x05]), (.text, false, 3, [0x01, 0x03]),
      (.continuation, true, 2, [0x80, 0x02]), (.pong, true, 5, [0x8A, 0x05]),
      (.binary, true, 256, [0x82, 0x7E, 0x01, 0x00]),
      (.binary, true, 65_536, [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0]),
    ]
    for (opcode, isFinal, count, head) in examples {
      let buffer = Buffer(count: 16)
      let start = buffer.withRegion { region in
        FrameHeader.writeServer(
          opcode, isFinal: isFinal, payloadCount: count, before: 16, in: region)
      }
      #expect(Array(buffer.bytes[start...]) == head)
      #expect(FrameHeader.serverByteCount(payloadCount: count) == head.count)
    }
  }

  @Test("every length around the three forms is read as it was written")
  func lengths() {
    for count in [0, 1, 7, 8, 9, 124, 125, 126, 127, 128, 65_535, 65_536] {
      let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let feed = FrameFeed.of(ClientFrame(.binary, payload).bytes)
      #expect(feed.frames.first?.payload == payload, "\(count) bytes")
      #expect(feed.refusal == nil)
    }
  }

  @Test("a head is refused at the first byte that can be no good one")
  func earliest() {
    let cases: [([UInt8], Refusal)] = [
      ([0xC1], .reservedBits), ([0x91], .reservedBits), ([0x83], .reservedOpcode),
      ([0x8F], .reservedOpcode), ([0x09], .fragmentedControl), ([0x81, 0x05], .unmasked),
      ([0x89, 0xFE], .longControl), ([0x82, 0xFE, 0x00, 0x7D], .wastefulLength),
      ([0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], .wastefulLength),
      ([0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0], .absurdLength),
    ]
    for (bytes, refusal) in cases {
      #expect(Buffer(bytes).withRegion(FrameHeader.read) == .refused(refusal))
      let before = Buffer(Array(bytes.dropLast()))
      #expect(before.withRegion(FrameHeader.read) == .incomplete, "\(bytes) a byte earlier")
    }
  }

  @Test("a mask comes off in pieces of any length as it does byte by byte")
  func masks() {
    let payload = (0..<41).map { UInt8($0) }
    let mask: [UInt8] = [0x9E, 0x01, 0x00, 0x7F]
    let number = UInt32(0x7F00_019E)
    let expected = payload.enumerated().map { $1 ^ mask[$0 % 4] }
    for cut in 0...41 {
      let buffer = Buffer(payload)
      buffer.withRegion { region in
        Masking.apply(number, from: 0, to: region.part(from: 0, count: cut))
        Masking.apply(number, from: cut, to: region.part(from: cut, count: 41 - cut))
      }
      #expect(buffer.bytes == expected, "cut at \(cut)")
    }
  }
}
