// Names of metrics and labels as Prometheus allows them, from whatever a library calls its own.

/// Names in the data model of Prometheus.
enum MetricName {
  /// The name of a metric: `http.server.requests` as `http_server_requests`, with an ending unless
  /// it has that.
  static func words(_ text: String, endingIn ending: String = "") -> String {
    let name = allowed(text, also: ":")
    return name.hasSuffix(ending) ? name : name + ending
  }

  /// The name of a label. `le` is the bound of a histogram's bucket.
  static func label(_ text: String) -> String {
    let name = allowed(text, also: "_")
    return name == "le" ? "le_" : name
  }

  private static func allowed(_ text: String, also other: Character) -> String {
    let name = String(
      text.map { character in
        let isAllowed =
          character.isASCII && (character.isLetter || character.isNumber)
          || character == "_" || character == other
        return isAllowed ? character : "_"
      })
    return name.first.map { $0.isNumber } ?? true ? "_" + name : name
  }
}
