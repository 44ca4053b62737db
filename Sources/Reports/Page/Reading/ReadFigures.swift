// The figures of one cell of a result document: of the run, a stream, a group or a period.

import Scenarios

/// How well customers were matched; null for what was not told apart or not measured.
struct ReadQuality: Decodable {
  let score_p10: Figure?
  let exact_language: Figure?
  let document_depth: Figure?
  let home_location: Figure?
  let regret_free: Figure?
  let regret_on_shift: Figure?
  let overtakes: Figure?
  let hindsight_ratio: Figure?
  let fairness: Figure?
}

/// What a cell says, by the keys of the program; what it does not say is not there.
struct ReadFigures: Decodable {
  /// A service level at one threshold in one variant.
  struct Level: Decodable {
    let within: Double
    let variant: ServiceLevelVariant
    let figure: Figure

    private enum Key: String, CodingKey {
      case within, variant
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      within = try container.decode(Double.self, forKey: .within)
      let word = try container.decode(String.self, forKey: .variant)
      guard let variant = ServiceLevelVariant(rawValue: word) else {
        throw DecodingError.dataCorruptedError(
          forKey: .variant, in: container,
          debugDescription: "`\(ResultFault.excerpt(word))` is no variant")
      }
      self.variant = variant
      figure = try Figure(from: decoder)
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let figures: [FigureKey: Figure]
  let levels: [Level]
  /// Agents at work.
  let staffed: Figure?
  /// How well customers were matched.
  let quality: ReadQuality?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var figures: [FigureKey: Figure] = [:]
    for group in ["wait", "first_response"] {
      let key = Key(stringValue: group)
      let parts = try container.decodeIfPresent([String: Figure].self, forKey: key) ?? [:]
      for (name, figure) in parts {
        if let key = FigureKey(rawValue: "\(group).\(name)") { figures[key] = figure }
      }
    }
    for key in FigureKey.allCases where !key.rawValue.contains(".") {
      let name = Key(stringValue: key.rawValue)
      if let figure = try container.decodeIfPresent(Figure.self, forKey: name) {
        figures[key] = figure
      }
    }
    self.figures = figures
    levels =
      try container.decodeIfPresent([Level].self, forKey: Key(stringValue: "service_level")) ?? []
    staffed = try container.decodeIfPresent(Figure.self, forKey: Key(stringValue: "staffed"))
    quality = try container.decodeIfPresent(
      ReadQuality.self, forKey: Key(stringValue: "match_quality"))
  }

  /// The figure of that key; nil where the cell has none.
  subscript(key: FigureKey) -> Figure? { figures[key] }

  /// The mean of that figure; nil where there are no cases.
  func mean(_ key: FigureKey) -> Double? { figures[key]?.mean }

  /// The service level at a threshold in a variant.
  func level(within: Double, _ variant: ServiceLevelVariant) -> Figure? {
    levels.first { $0.within == within && $0.variant == variant }?.figure
  }
}
