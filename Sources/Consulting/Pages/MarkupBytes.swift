// The small questions about bytes that markup and headers ask.

/// Tab, line feed, form feed, carriage return, space.
func isSpace(_ byte: UInt8) -> Bool {
  byte == 32 || byte == 10 || byte == 9 || byte == 12 || byte == 13
}

func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return lower >= 97 && lower <= 122
}

/// Whether the byte ends the name of a tag, and of an attribute if `=` does not come first.
func endsName(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || isSpace(byte)
}
