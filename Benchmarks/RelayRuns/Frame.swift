// Frames as a client sends them: masked, with the head of docs/protocol.md.

/// Makes frames.
enum Frame {
  /// Not zero, so that unmasking has something to do.
  private static let mask: [UInt8] = [0x5A, 0xC3, 0x96, 0x1F]

  /// A control message.
  static func text(_ text: String) -> [UInt8] { framed(0x81, Array(text.utf8)) }

  /// A message of a dialogue: its text carries a time in the first sixteen characters.
  static func message(from seat: Seat, isAgent: Bool, stamp: UInt64, size: Int) -> [UInt8] {
    var payload = head(of: seat, isAgent: isAgent, sequence: seat.written, room: size + 8)
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: stamp >> UInt64(shift)) & 0xF
      payload.append(digit < 10 ? 48 + digit : 87 + digit)
    }
    payload.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: size - 16))
    return framed(0x82, payload)
  }

  /// An acknowledgement of all that the other one wrote.
  static func acknowledgement(from seat: Seat, isAgent: Bool) -> [UInt8] {
    var payload = head(of: seat, isAgent: isAgent, sequence: 0, room: 12)
    append(UInt32(isAgent ? 0 : 1) << 24 | seat.read, to: &payload)
    return framed(0x82, payload)
  }

  /// What a customer writes first in a dialogue.
  static func naming(_ dialogue: UInt32) -> [UInt8] {
    var payload: [UInt8] = []
    append(255 << 24, to: &payload)
    append(dialogue, to: &payload)
    return framed(0x82, payload)
  }

  /// The time in a message's text.
  static func stamp(in text: Slice<UnsafeRawBufferPointer>) -> UInt64 {
    text.prefix(16).reduce(0) { $0 << 4 | UInt64($1 < 58 ? $1 - 48 : $1 - 87) }
  }

  private static func head(
    of seat: Seat, isAgent: Bool, sequence: UInt32, room: Int
  ) -> [UInt8] {
    var payload: [UInt8] = []
    payload.reserveCapacity(room)
    if isAgent { append(seat.dialogue, to: &payload) }
    append(UInt32(seat.party) << 24 | sequence, to: &payload)
    return payload
  }

  private static func append(_ word: UInt32, to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
  }

  private static func framed(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var frame: [UInt8] = [first]
    frame.reserveCapacity(payload.count + 8)
    if payload.count < 126 {
      frame.append(0x80 | UInt8(payload.count))
    } else {
      frame += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    }
    frame += mask
    for (index, byte) in payload.enumerated() { frame.append(byte ^ mask[index & 3]) }
    return frame
  }
}
