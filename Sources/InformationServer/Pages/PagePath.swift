// Where a page is: the path of a request or of a link, read once into segments that are safe.

/// A path below the server's root: segments that are names, nothing else.
///
/// No segment is empty, begins with a dot (so none is hidden, none is `..`), or has a slash, a
/// backslash or a control character. What else a request asks for is not here.
public struct PagePath: Hashable, Sendable, CustomStringConvertible {
  /// The names from the root, decoded.
  public let segments: [String]

  /// Bytes of the longest path that is looked at.
  static let longest = 2_048

  /// A path of names that are known to be good.
  init(_ segments: String...) { self.segments = segments }

  /// A path of names that are known to be good.
  init(_ segments: [String]) { self.segments = segments }

  /// A path below a folder as a catalogue writes it, `ko/laptops.html`; nil if a segment is none.
  init?(relative text: String) {
    let segments = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= Self.longest, segments.allSatisfy(Self.isName) else { return nil }
    self.segments = segments
  }

  /// The path of a request, without its query, `/ko/laptops.html`; nil if it is none that a page
  /// can have. The root is none either.
  init?(requested path: some StringProtocol) {
    guard path.utf8.first == UInt8(ascii: "/"), path.utf8.count <= Self.longest else { return nil }
    var segments: [String] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let segment = PercentCoding.decoded(part), Self.isName(segment) else { return nil }
      segments.append(segment)
    }
    self.segments = segments
  }

  /// The path as a link has it, beginning with a slash.
  public var description: String {
    segments.map { "/" + PercentCoding.encoded($0) }.joined()
  }

  private static func isName(_ segment: String) -> Bool {
    guard let first = segment.utf8.first, first != UInt8(ascii: ".") else { return false }
    return segment.utf8.allSatisfy { byte in
      byte >= 32 && byte != 127 && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\\")
    }
  }
}
