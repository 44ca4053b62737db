// A request and its answer, as far as this server looks at them; the library's own types stay in
// Sources/InformationServer/Server.

/// What is asked.
struct Question: Sendable {
  /// `GET`, `HEAD` or another method.
  var method: String
  /// The target as it came: a path, perhaps with a query, perhaps with a scheme and host.
  var target: String
  /// The values of `If-None-Match`.
  var knownTags: [String] = []

  /// The path as it came, and what stands behind the question mark. A target may begin with a
  /// scheme and host (RFC 9112, section 3.2.2).
  var pathAndQuery: (path: String, query: String) {
    var rest = target.prefix { $0 != "#" }
    if rest.prefix(7).lowercased() == "http://" { rest = rest.dropFirst(7).drop { $0 != "/" } }
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : "")
  }

  /// Whether the asker has the content of that tag already (RFC 9110, section 13.1.2).
  func knows(_ tag: String) -> Bool {
    knownTags.flatMap { $0.split(separator: ",") }.contains { known in
      let known = known.filter { $0 != " " && $0 != "\t" }
      return known == "*" || known == tag || known == "W/" + tag
    }
  }
}

/// What is answered.
struct Answer: Sendable {
  /// Status code of HTTP.
  var status: Int
  /// As `Content-Type` has it; empty for an answer without content.
  var contentType: String
  /// All of it, also when only the head is sent.
  var content: [UInt8]
  /// Whether it may be kept and asked for again by its tag; else it is made anew each time.
  var isKept = true
  /// Fields beyond those that every answer has.
  var fields: [(name: String, value: String)] = []

  /// A strong tag of the content: FNV-1a of 64 bits (Fowler, Noll, Vo) and the length.
  ///
  /// - Complexity: O(length).
  var tag: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "\"\(String(hash, radix: 16))-\(String(content.count, radix: 16))\""
  }
}
