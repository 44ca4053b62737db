// Writes metrics as Prometheus reads them (exposition formats, text version 0.0.4).

/// The text of some metrics.
enum MetricsText {
  /// As `Content-Type` has it.
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// One line of help, one of type and one for each value; lines end with a line feed.
  static func text(_ metrics: [ServerMetric]) -> String {
    var text = ""
    for metric in metrics {
      text += "# HELP \(metric.name) \(escaped(metric.summary, quotes: .left))\n"
      text += "# TYPE \(metric.name) \(metric.kind.rawValue)\n"
      for sample in metric.samples {
        let name = metric.name + sample.part.rawValue
        text += name + labels(sample) + " " + number(sample.value) + "\n"
      }
    }
    return text
  }

  private static func labels(_ sample: ServerMetric.Sample) -> String {
    if sample.labels.isEmpty { return "" }
    let pairs = sample.labels.map { "\($0.name)=\"\(escaped($0.value, quotes: .escaped))\"" }
    return "{" + pairs.joined(separator: ",") + "}"
  }

  /// As Go reads it: whole numbers without a point, `NaN`, `+Inf`, `-Inf`.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    if let whole = Int64(exactly: value) { return String(whole) }
    return "\(value)"
  }

  private enum Quotes { case left, escaped }

  private static func escaped(_ text: String, quotes: Quotes) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes == .escaped: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
