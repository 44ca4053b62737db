// One period of a result document: its span, its figures, how its days fared.

import Consulting

/// A period of arrival.
struct ReadPeriod: Decodable {
  /// How the days of the period spread around its service level.
  struct Days: Decodable {
    struct Spread: Decodable {
      let within: Double?
      let p05: Double
      let p50: Double
      let p95: Double
      let share_met: Double?
    }

    let service_level: Spread?
  }

  private enum Key: String, CodingKey {
    case from, to, days
  }

  let from: Double
  let to: Double
  let figures: ReadFigures
  let days: Days?

  /// The latest end of a period that is read: a hundred years.
  static let latest = 3.2e9

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    from = try container.decode(Double.self, forKey: .from)
    to = try container.decode(Double.self, forKey: .to)
    guard from >= 0, to > from, to <= Self.latest else {
      throw DecodingError.dataCorruptedError(
        forKey: .to, in: container, debugDescription: "a period from \(from) to \(to) s is none")
    }
    figures = try ReadFigures(from: decoder)
    days = try container.decodeIfPresent(Days.self, forKey: .days)
  }

  /// How single days fared against the service level at a threshold, if that is what is known.
  func days(within: Double) -> Days.Spread? {
    days?.service_level.flatMap { $0.within ?? within == within ? $0 : nil }
  }

  /// From when to when, since opening.
  var span: Range<SimulationTime> { SimulationTime(seconds: from)..<SimulationTime(seconds: to) }
}
