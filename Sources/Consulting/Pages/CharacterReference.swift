// Character references in attribute values: `&#45;`, `&#x2d;`, `&amp;`. Of the 2,231 named ones
// only those are known that stand for markup; codes, issuers and languages need no others.

/// The value of an attribute with its character references replaced; nil when it is above 1,024
/// bytes, which is longer than anything that is asked for.
///
/// - Complexity: O(length of the value), at most 1,024.
func attributeValue(_ raw: ArraySlice<UInt8>) -> [UInt8]? {
  guard raw.count <= 1024 else { return nil }
  guard raw.contains(UInt8(ascii: "&")) else { return Array(raw) }
  var value: [UInt8] = []
  var rest = raw
  while let byte = rest.first {
    if byte == UInt8(ascii: "&"), let (scalar, length) = reference(rest.dropFirst()) {
      value += Array(String(scalar).utf8)
      rest = rest.dropFirst(length + 1)
    } else {
      value.append(byte)
      rest = rest.dropFirst()
    }
  }
  return value
}

/// The bytes without white space around them.
func trimmed(_ bytes: [UInt8]) -> [UInt8] {
  guard let first = bytes.firstIndex(where: { !isSpace($0) }),
    let last = bytes.lastIndex(where: { !isSpace($0) })
  else { return [] }
  return Array(bytes[first...last])
}

/// The character of the reference behind an ampersand, and how many bytes it takes.
private func reference(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
  guard text.first == UInt8(ascii: "#") else { return named(text) }
  var digits = text.dropFirst()
  var radix: UInt32 = 10
  var length = 1
  if let mark = digits.first, mark | 0x20 == UInt8(ascii: "x") {
    digits = digits.dropFirst()
    radix = 16
    length = 2
  }
  var number: UInt32 = 0
  var found = false
  for byte in digits {
    guard let digit = digit(byte), digit < radix else { break }
    // Saturates above the last character, so that no length of digits overflows.
    number = min(number * radix + digit, 0x11_0000)
    length += 1
    found = true
  }
  guard found else { return nil }
  if text.dropFirst(length).first == UInt8(ascii: ";") { length += 1 }
  let scalar = number == 0 ? nil : Unicode.Scalar(number)
  return (scalar ?? "\u{FFFD}", length)
}

private func digit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 48...57: UInt32(byte) - 48
  case 65...70: UInt32(byte) - 55
  case 97...102: UInt32(byte) - 87
  default: nil
  }
}

private func named(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
  for (name, scalar) in names where text.starts(with: name.utf8) {
    return (scalar, name.utf8.count)
  }
  return nil
}

private let names: [(String, Unicode.Scalar)] = [
  ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
  ("lowbar;", "_"), ("period;", "."), ("Tab;", "\t"), ("NewLine;", "\n"),
]
