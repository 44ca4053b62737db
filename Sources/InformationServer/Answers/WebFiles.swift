// What is served beside pages: the widget, the console, the dashboard. Their bytes are the
// caller's.

/// Files by their paths.
public struct WebFiles: Sendable {
  /// A file as it is served.
  public struct File: Sendable {
    /// Whose pages may read it.
    public enum Readers: Sendable {
      /// Those of this server, as browsers have it without a word.
      case ownPages
      /// Those of every server: `Access-Control-Allow-Origin: *`.
      case allPages
    }

    /// As `Content-Type` has it, `text/javascript; charset=utf-8`.
    public var contentType: String
    /// What is served.
    public var bytes: [UInt8]
    /// Whose pages may read it.
    public var readers: Readers

    /// A file.
    public init(contentType: String, bytes: [UInt8], readers: Readers = .ownPages) {
      self.contentType = contentType
      self.bytes = bytes
      self.readers = readers
    }
  }

  /// By path, beginning with a slash.
  let byPath: [String: File]

  /// - Parameter files: by path: `/widget.js`, `/console`, `/dashboard` and what these load. In
  ///   files of type `text/html` an empty attribute `data-consult-server=""` is filled in with the
  ///   consult server's address.
  public init(_ files: [String: File] = [:]) { byPath = files }

  /// With the consult server's address where pages leave room for it.
  func naming(_ consult: ConsultAddress) -> WebFiles {
    let room = "data-consult-server=\"\""
    let filled = "data-consult-server=\"\(Prose.html(consult.text))\""
    return WebFiles(
      byPath.mapValues { file in
        guard file.contentType.hasPrefix("text/html") else { return file }
        let text = String(decoding: file.bytes, as: UTF8.self)
        return File(
          contentType: file.contentType, bytes: Array(text.replacing(room, with: filled).utf8),
          readers: file.readers)
      })
  }
}
