// The head of a dialogue's message: party and sequence number; docs/protocol.md.

import WebSockets

/// The first four bytes of a message: `party 8 | sequence number 24`, big endian.
struct DialogueHead: BitwiseCopyable {
  /// Bytes of a head.
  static let byteCount = 4
  /// Bytes of the dialogue's number in front of it, on an agent's connection.
  static let numberBytes = 4
  /// No party: a customer names the dialogue that is written in from now on.
  static let namesDialogue: UInt8 = 255
  /// No party: the server says how far the receiver had written.
  static let recalls: UInt8 = 255

  /// The highest sequence number.
  static let mostSequence: UInt32 = 0xFF_FFFF

  let bits: UInt32

  /// One to be written.
  init(party: UInt8, sequence: UInt32) { bits = UInt32(party) << 24 | sequence }

  /// Writes it.
  func write(to region: ByteRegion, at offset: Int) { region.store(number: bits, at: offset) }

  /// Reads one.
  init(_ region: ByteRegion, at offset: Int) { bits = region.number(at: offset, as: UInt32.self) }

  /// Who wrote the message.
  var party: UInt8 { UInt8(truncatingIfNeeded: bits >> 24) }
  /// Which of the party's messages it is, the first 1; 0 is an acknowledgement.
  var sequence: UInt32 { bits & Self.mostSequence }
}
