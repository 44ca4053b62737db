// Names of metrics and labels as Prometheus allows them, from whatever a library calls its own.

/// Names in the data model of Prometheus.
enum MetricName {
  /// The name of a metric: `http.server.requests` as `http_server_requests`, with an ending unless
  /// it has that.
  static func words(_ text: String, endingIn ending: String = "") -> String {
    let name = allowed(text, also: ":")
    return name.hasSuffix(ending) ? name : name + ending
  }

  /// Labels with the names that Prometheus allows, each once, in their order: the same in whatever
  /// order they are given.
  static func labels(_ dimensions: [(String, String)]) -> [(name: String, value: String)] {
    var taken: Set<String> = []
    return dimensions.sorted { $0 < $1 }
      .map { label, value in
        var name = Self.label(label)
        // `a.b` beside `a_b`: a name that comes twice makes all of the text unreadable.
        while !taken.insert(name).inserted { name += "_" }
        return (name: name, value: value)
      }
      .sorted { $0.name < $1.name }
  }

  /// The name of a label. `le` is the bound of a histogram's bucket, and what begins with two
  /// underscores is Prometheus's own.
  private static func label(_ text: String) -> String {
    var name = allowed(text, also: "_")
    while name.hasPrefix("__") { name.removeFirst() }
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
