// The address of the consult server, as pages and policies name it.

/// `ws://host:port` or `wss://host:port`, and nothing that would mean something in a header or in
/// HTML.
public struct ConsultAddress: Hashable, Sendable {
  /// The address.
  public let text: String

  /// The address; nil if it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "ws" || parts[0] == "wss", !parts[1].isEmpty,
      text.utf8.count <= 300
    else { return nil }
    let isHost = parts[1].utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 0x20)
        || ".-:[]".utf8.contains(byte)
    }
    guard isHost else { return nil }
    self.text = text
  }
}
