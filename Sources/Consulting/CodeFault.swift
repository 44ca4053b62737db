// What can be wrong with a code, an issuer's name or a dictionary: the facts, not the words.

/// Why something is no identification code, or none that an issuer's dictionary knows.
///
/// Texts in here are at most as long as a code; they may hold any byte and are quoted when they
/// are put into words.
public enum CodeFault: Error, Hashable, Sendable {
  /// More bytes than the longest code has.
  case tooLong
  /// A byte that no code contains, at an offset in the text.
  case character(UInt8, offset: Int)
  /// Not six parts with hyphens between them.
  case parts(found: Int)
  /// The first part is not `c` and a digit.
  case prefix(found: String)
  /// A version that is not known here.
  case version(found: Int)
  /// Not a primary language subtag of two or three letters, nor `und`.
  case language(found: String)
  /// Not four pairs of two digits or `xx`.
  case document(found: String)
  /// Not three digits, or above 255.
  case location(found: String)
  /// Not four digits, or above 1023.
  case server(found: String)
  /// The check character is another one.
  case check(found: String, expected: String)
  /// The issuer has fewer consult locations.
  case unknownLocation(Int, known: Int)
  /// The issuer has fewer information servers.
  case unknownServer(Int, known: Int)
  /// The dictionary has no location of that name.
  case unlistedLocation(String)
  /// The dictionary has no server of that name.
  case unlistedServer(String)
  /// The code is another issuer's.
  case foreignIssuer(String, expected: String)
  /// Not the name of an issuer: empty, too long, or with other bytes than allowed.
  case issuer(found: String)
}

/// Why lists of names make no dictionary.
public enum DictionaryFault: Error, Hashable, Sendable {
  /// More consult locations than a code can tell apart.
  case locations(found: Int)
  /// More information servers than a code can tell apart.
  case servers(found: Int)
  /// An empty list.
  case empty(Kind)
  /// The same name twice in one list.
  case duplicate(Kind, name: String)
  /// Empty, above 128 bytes, or with control characters.
  case name(Kind, found: String)

  /// Which list.
  public enum Kind: Hashable, Sendable {
    case location
    case server
  }
}

/// Why a page cannot be read or marked.
public enum PageFault: Error, Hashable, Sendable {
  /// Above 64 MiB.
  case tooLong(bytes: Int)
  /// Text in 16 or 32 bits a character: its bytes are no ASCII.
  case wideEncoding
  /// No element has that id.
  case noElement(id: String)
  /// Not an address that a code can be put behind, in a Link header.
  case address(String)
}
