// What is found where in a page: a code, or why it is none.

/// A place of a page that gives a code, or tries to.
public struct PageFinding: Sendable {
  /// Where codes stand, nearest first.
  public enum Place: String, Sendable {
    /// `data-consult-code` on an element.
    case element
    /// `<meta name="consult-code">`.
    case meta
    /// HTTP `Link: <…>; rel="help"`.
    case link
  }

  /// Where it stands.
  public let place: Place
  /// The byte of the page at which the tag begins; nil for a header.
  public let offset: Int?
  /// The code, or what is wrong with it or with its issuer.
  public internal(set) var code: Result<IdentificationCode, CodeFault>
  /// Who issued it: named beside it, by an enclosing element, or by the page.
  public internal(set) var issuer: Issuer?
  /// The code's language; if that is undetermined, the `lang` of the element or the page.
  public internal(set) var language: Language
}

/// The code that applies to a place of a page.
public struct AppliedCode: Hashable, Sendable {
  /// The code as written.
  public let code: IdentificationCode
  /// Who issued it, if the page says so.
  public let issuer: Issuer?
  /// The code's language; if that is undetermined, the `lang` nearest to the place.
  public let language: Language
  /// Where the code stands.
  public let place: PageFinding.Place
  /// The byte of the page at which its tag begins; nil for a header.
  public let offset: Int?
}

/// A stretch of a page, from a start tag to the end of its element, with a code, an issuer or a
/// language of its own. Scopes nest or are apart.
struct PageScope {
  let start: Int
  var end: Int
  /// The scope around it.
  let parent: Int?
  /// The nearest good code, from here outward.
  var finding: Int?
  /// The nearest issuer, good or bad, from here outward.
  var issuer: Result<Issuer, CodeFault>?
  /// The nearest language, from here outward.
  var language: Language?
}
