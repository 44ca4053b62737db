// Figures for those who watch a server, in the text format of Prometheus, version 0.0.4.

/// A figure with its name, and its values by labels.
public struct ServerMetric: Sendable {
  /// What kind of figure it is.
  public enum Kind: String, Sendable {
    /// Only ever rises; its name ends in `_total`.
    case counter
    /// Rises and falls.
    case gauge
    /// How often values up to some bounds were seen.
    case histogram

    /// What the samples of such a metric are of it.
    var parts: [Part] { self == .histogram ? [.bucket, .sum, .count] : [.whole] }
  }

  /// What a sample is of its metric; of a histogram it stands at the end of the name.
  public enum Part: String, Sendable {
    /// All of it.
    case whole = ""
    /// So many values up to the bound that the label `le` names.
    case bucket = "_bucket"
    /// The sum of all values.
    case sum = "_sum"
    /// How many values there were.
    case count = "_count"
  }

  /// A value and what tells it from the others of its metric.
  public struct Sample: Sendable {
    /// Names and values of labels, in the order they are written.
    public var labels: [(name: String, value: String)]
    /// The value.
    public var value: Double
    /// What it is of its metric.
    public var part: Part

    /// A value with labels.
    public init(
      _ value: Double, labels: [(name: String, value: String)] = [], part: Part = .whole
    ) {
      self.labels = labels
      self.part = part
      self.value = value
    }
  }

  /// Letters, digits, `_` and `:`, not beginning with a digit.
  public var name: String
  /// What it says, in a sentence.
  public var summary: String
  /// What kind of figure it is.
  public var kind: Kind
  /// Its values.
  public var samples: [Sample]

  /// A metric.
  ///
  /// - Precondition: the names of the metric and of its labels are such names.
  public init(_ name: String, _ kind: Kind, _ summary: String, samples: [Sample]) {
    precondition(Self.isName(name, colons: .allowed), "\(name) is no name of a metric")
    for label in samples.flatMap(\.labels) {
      precondition(Self.isName(label.name, colons: .refused), "\(label.name) is no label")
    }
    self.name = name
    self.kind = kind
    self.summary = summary
    self.samples = samples
  }

  /// All names that the text of a metric of a kind and name has: its own, and those of its samples.
  static func names(of name: String, _ kind: Kind) -> Set<String> {
    Set(kind.parts.map { name + $0.rawValue } + [name])
  }

  /// A metric with one value.
  public init(_ name: String, _ kind: Kind, _ summary: String, _ value: Double) {
    self.init(name, kind, summary, samples: [Sample(value)])
  }

  private enum Colons { case allowed, refused }

  private static func isName(_ text: String, colons: Colons) -> Bool {
    guard let first = text.utf8.first, !(48...57).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        || (byte == UInt8(ascii: ":") && colons == .allowed)
    }
  }
}
