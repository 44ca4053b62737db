// The language of a page or an agent: the primary subtag of BCP 47, packed into 15 bits.

/// A language by its primary BCP 47 subtag of two or three letters, five bits a letter; 0 is
/// undetermined.
public struct Language: Hashable, Sendable {
  /// Fifteen bits, first letter most significant; a = 1.
  public let bits: UInt16

  /// The language of those bits, not checked.
  @inlinable public init(bits: UInt16) { self.bits = bits }

  /// Undetermined (`und`).
  public static let undetermined = Language(bits: 0)

  /// The primary subtag of a language tag such as `ko` or `en-GB`; nil if it is none. `und` is
  /// `undetermined`.
  ///
  /// - Complexity: O(1): nothing after the fourth byte is looked at.
  public init?(_ tag: some StringProtocol) {
    var bits: UInt16 = 0
    var count = 0
    for byte in tag.utf8 {
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { break }
      let letter = byte | 0x20
      guard letter >= 97, letter <= 122, count < 3 else { return nil }
      bits = bits << 5 | UInt16(letter - 96)
      count += 1
    }
    guard count >= 2 else { return nil }
    if count == 2 { bits <<= 5 }
    self.bits = bits == Self.und ? 0 : bits
  }

  /// The letters u, n, d: never stored, so that undetermined has one value.
  private static let und: UInt16 = 21 << 10 | 14 << 5 | 4

  /// Whether the bits are 0 or two or three letters: what a tag can give.
  public var isWellFormed: Bool {
    if bits == 0 { return true }
    let letters = 1...26
    return bits < 1 << 15 && bits != Self.und
      && letters.contains(Int(bits >> 10)) && letters.contains(Int(bits >> 5 & 31))
      && bits & 31 <= 26
  }

  /// The subtag in lower case; `und` when undetermined.
  public var text: String {
    if bits == 0 { return "und" }
    let letters = [bits >> 10 & 31, bits >> 5 & 31, bits & 31].filter { $0 > 0 }
    return String(decoding: letters.map { UInt8($0 + 96) }, as: UTF8.self)
  }
}
