// The alphabet of 64 characters that keys are written in; RFC 4648, section 4.

/// Base64 of what a handshake carries.
enum KeyAlphabet {
  /// The value of a character, nil for one that is not of the alphabet.
  static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// The character of a value below 64.
  static func character(of value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: UInt8(ascii: "A") + value
    case 26..<52: UInt8(ascii: "a") + (value - 26)
    case 52..<62: UInt8(ascii: "0") + (value - 52)
    case 62: UInt8(ascii: "+")
    default: UInt8(ascii: "/")
    }
  }

  /// Whether a text is sixteen bytes in Base64, written as the one way that there is.
  static func isSixteenBytes(_ text: ByteRegion) -> Bool {
    guard text.count == 24, text[22] == UInt8(ascii: "="), text[23] == UInt8(ascii: "=") else {
      return false
    }
    for offset in 0..<22 where value(of: text[offset]) == nil { return false }
    return (value(of: text[21]) ?? 1) & 0x0F == 0
  }

  /// Writes a hash of twenty bytes in its 28 characters.
  static func write(_ hash: InlineArray<5, UInt32>, with writer: inout ByteWriter) {
    var bits: UInt64 = 0
    var bitCount: UInt64 = 0
    for index in 0..<5 {
      bits = bits << 32 | UInt64(hash[index])
      bitCount += 32
      while bitCount >= 6 {
        bitCount -= 6
        writer.write(character(of: UInt8(bits >> bitCount & 0x3F)))
      }
      bits &= (1 << bitCount) - 1
    }
    // Four bits are left of 160; two zeros and a `=` fill up the last group.
    writer.write(character(of: UInt8(bits << 2 & 0x3F)))
    writer.write(UInt8(ascii: "="))
  }
}
