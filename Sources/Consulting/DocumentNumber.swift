// Document numbers and their branches: eight digits in four pairs, 7 bits a pair; in a code a pair
// may stand for any.

/// The number of a document: eight digits in four pairs (segment, family, class, commodity), 28
/// bits.
public struct DocumentNumber: Hashable, Sendable {
  /// Four 7-bit pairs, the segment most significant.
  public let bits: UInt32

  /// The document of those bits, not checked.
  @inlinable public init(bits: UInt32) { self.bits = bits }

  /// The document of exactly eight digits; nil otherwise.
  public init?(digits: some StringProtocol) {
    guard let branch = Branch(prefix: digits), branch.digits == 8 else { return nil }
    bits = branch.bits
  }

  /// The document of exactly eight characters, each pair two digits or `xx` (any); nil otherwise.
  ///
  /// A page about a whole branch carries such a number: `4321xxxx`.
  public init?(pattern: some StringProtocol) {
    let bytes = Array(pattern.utf8.prefix(9))
    guard bytes.count == 8 else { return nil }
    var bits: UInt32 = 0
    for pair in 0..<4 {
      let (tens, units) = (bytes[pair * 2], bytes[pair * 2 + 1])
      bits <<= 7
      if tens | 0x20 == UInt8(ascii: "x"), units | 0x20 == UInt8(ascii: "x") {
        bits |= Self.anyPair
      } else if (48...57).contains(tens), (48...57).contains(units) {
        bits |= UInt32(tens - 48) * 10 + UInt32(units - 48)
      } else {
        return nil
      }
    }
    self.bits = bits
  }

  /// The value of a pair that stands for any; 100 to 126 mean nothing.
  static let anyPair: UInt32 = 127

  /// Whether each pair is 0 to 99 or any, and no bit is set above the 28.
  public var isWellFormed: Bool {
    bits < 1 << 28
      && (0..<4).allSatisfy { pair in
        let value = bits >> UInt32(pair * 7) & 0x7F
        return value < 100 || value == Self.anyPair
      }
  }

  /// All eight digits; `xx` for a pair that stands for any.
  public var digits: String { Branch(bits: bits, digits: 8).text }
}

/// A branch of documents: all that begin with its 0, 2, 4, 6 or 8 digits.
public struct Branch: Hashable, Sendable {
  /// The pairs of the prefix, aligned as in `DocumentNumber`, the rest 0.
  public let bits: UInt32
  /// Digits of the prefix: 0 (all documents), 2, 4, 6 or 8.
  public let digits: Int

  /// A branch of those bits, not checked.
  @inlinable public init(bits: UInt32, digits: Int) {
    self.bits = bits
    self.digits = digits
  }

  /// All documents.
  public static let all = Branch(bits: 0, digits: 0)

  /// The branch of a prefix of 2, 4, 6 or 8 digits, or of `*`; nil otherwise.
  public init?(prefix: some StringProtocol) {
    if prefix == "*" {
      self = .all
      return
    }
    let bytes = Array(prefix.utf8.prefix(9))
    guard bytes.count >= 2, bytes.count <= 8, bytes.count % 2 == 0,
      bytes.allSatisfy({ $0 >= 48 && $0 <= 57 })
    else { return nil }
    var bits: UInt32 = 0
    for pair in 0..<4 {
      bits <<= 7
      guard pair * 2 < bytes.count else { continue }
      bits |= UInt32(bytes[pair * 2] - 48) * 10 + UInt32(bytes[pair * 2 + 1] - 48)
    }
    self.init(bits: bits, digits: bytes.count)
  }

  /// The mask of the bits that the prefix fixes.
  @inlinable public var mask: UInt32 {
    digits == 0 ? 0 : ~UInt32(0) << UInt32(28 - digits / 2 * 7) & 0xFFF_FFFF
  }

  /// Whether the document belongs to the branch: one mask, one compare.
  @inlinable public func covers(_ document: DocumentNumber) -> Bool {
    document.bits & mask == bits
  }

  /// Leading digits (whole pairs: 0, 2, 4, 6, 8) in which the branch agrees with the document.
  public func agreeingDigits(with document: DocumentNumber) -> Int {
    var agreeing = 0
    while agreeing < digits {
      let shift = UInt32(21 - agreeing / 2 * 7)
      guard bits >> shift & 0x7F == document.bits >> shift & 0x7F else { break }
      agreeing += 2
    }
    return agreeing
  }

  /// The prefix; `*` for all documents.
  public var text: String {
    if digits == 0 { return "*" }
    var bytes: [UInt8] = []
    for pair in 0..<digits / 2 {
      let value = bits >> UInt32(21 - pair * 7) & 0x7F
      if value == DocumentNumber.anyPair {
        bytes += [UInt8(ascii: "x"), UInt8(ascii: "x")]
        continue
      }
      bytes += [UInt8(value / 10) + 48, UInt8(value % 10) + 48]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
