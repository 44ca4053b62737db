// What kind of content a file has, by the end of its name.

/// Values of `Content-Type`.
enum ContentType {
  static let html = "text/html; charset=utf-8"

  /// Of a file; bytes that nobody should guess about if its ending is not known.
  static func of(_ name: String) -> String {
    let ending = name.lowercased().split(separator: ".").dropFirst().last.map(String.init)
    return ending.flatMap { byEnding[$0] } ?? "application/octet-stream"
  }

  private static let byEnding = [
    "html": html, "htm": html, "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8", "xml": "application/xml", "svg": "image/svg+xml",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "pdf": "application/pdf",
    "woff": "font/woff", "woff2": "font/woff2", "webmanifest": "application/manifest+json",
  ]
}
