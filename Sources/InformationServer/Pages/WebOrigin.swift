// An origin of pages, as policies name it.

/// `http://host:port` or `https://host:port`, and nothing that would mean something in a header.
public struct WebOrigin: Hashable, Sendable {
  /// The origin.
  public let text: String

  /// The origin; nil if it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "http" || parts[0] == "https",
      ConsultAddress("ws://" + parts[1]) != nil
    else { return nil }
    self.text = text
  }
}
