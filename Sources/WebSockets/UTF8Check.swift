// Whether bytes that arrive in pieces are UTF-8; the Unicode Standard, table 3-7.

/// Where a check of UTF-8 stands between two pieces.
///
/// It refuses at the first byte that no text could have there.
public struct UTF8Check: BitwiseCopyable, Sendable {
  /// Bytes that the character under way still needs.
  private var needed: UInt8 = 0
  /// The lowest and the highest byte that may come next, while one is needed.
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// At the beginning of a text.
  public init() {}

  /// Whether a text may end here.
  public var isAtEndOfCharacter: Bool { needed == 0 }

  /// Takes the next piece; whether text may still come of it.
  ///
  /// - Complexity: O(n), eight bytes a step where they are ASCII, no allocation.
  public mutating func accept(_ piece: ByteRegion) -> Bool {
    var offset = 0
    while offset < piece.count {
      if needed == 0 {
        while offset &+ 8 <= piece.count, piece.word(at: offset) & 0x8080_8080_8080_8080 == 0 {
          offset &+= 8
        }
        guard offset < piece.count else { return true }
        let byte = piece[offset]
        offset &+= 1
        guard byte < 0x80 || begin(byte) else { return false }
      } else {
        let byte = piece[offset]
        offset &+= 1
        guard byte >= lowest, byte <= highest else { return false }
        (lowest, highest) = (0x80, 0xBF)
        needed &-= 1
      }
    }
    return true
  }

  /// The first byte of a character of several; false if there is none such.
  private mutating func begin(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xDF: needed = 1
    case 0xE0: (needed, lowest) = (2, 0xA0)
    case 0xED: (needed, highest) = (2, 0x9F)
    case 0xE1...0xEF: needed = 2
    case 0xF0: (needed, lowest) = (3, 0x90)
    case 0xF1...0xF3: needed = 3
    case 0xF4: (needed, highest) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
