// The part of a code that routing looks at: everything but the information server.

/// Version, consult location, language and document of a code: code >> 10, 54 bits. Requests with
/// the same key are of one class.
public struct RoutingKey: Hashable, Comparable, Sendable {
  /// The upper 54 bits of a code, shifted down.
  public let bits: UInt64

  /// The key of those bits, not checked.
  @inlinable public init(bits: UInt64) { self.bits = bits }

  /// Index of the consult location that answers; 0 is home.
  @inlinable public var location: Int { Int(truncatingIfNeeded: bits >> 43 & 0xFF) }
  /// The language of the page.
  @inlinable public var language: Language {
    Language(bits: UInt16(truncatingIfNeeded: bits >> 28 & 0x7FFF))
  }
  /// The number of the document.
  @inlinable public var document: DocumentNumber {
    DocumentNumber(bits: UInt32(truncatingIfNeeded: bits & 0xFFF_FFFF))
  }

  /// Whether the document belongs to the branch: one mask, one compare, because the document is
  /// the lowest 28 bits of the key.
  @inlinable public func belongs(to branch: Branch) -> Bool {
    bits & UInt64(branch.mask) == UInt64(branch.bits)
  }

  /// By location, language and document: a branch is a range.
  @inlinable public static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
}
