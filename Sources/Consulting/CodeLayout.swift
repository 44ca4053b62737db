// How many of everything an identification code can name: the widths of its five fields.

/// The layout of an identification code's 64 bits, most significant first:
/// `version 3 | location 8 | language 15 | document 28 | server 10`.
public enum CodeLayout {
  /// The only version there is.
  @inlinable public static var version: Int { 1 }
  /// Consult locations that an issuer can have; 0 is home.
  @inlinable public static var locations: Int { 256 }
  /// Information servers that an issuer can have.
  @inlinable public static var servers: Int { 1024 }
  /// Bytes of the longest text form: `c1-kor-43211507-003-0012-g`.
  @inlinable public static var longestText: Int { 26 }
  /// Bytes of the longest issuer's name; a host name is no longer.
  @inlinable public static var longestIssuer: Int { 253 }

  @usableFromInline static var versionShift: UInt64 { 61 }
  @usableFromInline static var locationShift: UInt64 { 53 }
  @usableFromInline static var languageShift: UInt64 { 38 }
  @usableFromInline static var documentShift: UInt64 { 10 }
}
