// One objective of a result document: what was demanded and what came of it.

import Consulting
import Scenarios

/// An objective with its verdict.
struct ReadObjective: Decodable {
  /// How the days fared.
  struct Days: Decodable {
    let p05: Double
    let p50: Double
    let p95: Double
    let share_met: Double
  }

  struct Span: Decodable {
    let from: Double
    let to: Double
  }

  struct Periods: Decodable {
    let met: Int
    let missed: Int
    let undecided: Int
  }

  private struct ShareOfPeriods: Decodable {
    let share: Double
    private enum CodingKeys: String, CodingKey {
      case share = "share-of-periods"
    }
  }

  private enum Key: String, CodingKey {
    case metric, within, variant, bound, target, demand, agents, over, value, verdict, days, periods
    case decidingPeriod = "deciding_period"
  }

  private typealias Container = KeyedDecodingContainer<Key>

  /// What was demanded, with the stream or group it is about by name.
  let demanded: JudgedObjective
  let days: Days?
  let periods: Periods?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let objective = Objective(
      metric: try Self.metric(container), bound: try Self.bound(container), demand: nil,
      agents: nil, over: try Self.over(container))
    let word = try container.decode(String.self, forKey: .verdict)
    guard let verdict = Verdict(rawValue: word) else {
      throw Self.fault(.verdict, container, "`\(ResultFault.excerpt(word))` is no verdict")
    }
    let deciding = try container.decodeIfPresent(Span.self, forKey: .decidingPeriod)
    demanded = JudgedObjective(
      objective: objective, demand: try container.decodeIfPresent(String.self, forKey: .demand),
      agents: try container.decodeIfPresent(String.self, forKey: .agents),
      value: try container.decode(Figure.self, forKey: .value), verdict: verdict,
      decidingPeriod: try deciding.map { try Self.span($0, container) }, periods: nil, days: nil)
    days = try container.decodeIfPresent(Days.self, forKey: .days)
    periods = try container.decodeIfPresent(Periods.self, forKey: .periods)
  }

  private static func metric(_ container: Container) throws -> Metric {
    let word = try container.decode(String.self, forKey: .metric)
    if word == "service_level" {
      let name = try container.decodeIfPresent(String.self, forKey: .variant) ?? "offered"
      let within = try container.decode(Double.self, forKey: .within)
      guard let variant = ServiceLevelVariant(rawValue: name), 0...ReadPeriod.latest ~= within
      else {
        let words = "`\(ResultFault.excerpt(name))` within \(within) s is no service level"
        throw fault(.variant, container, words)
      }
      return .serviceLevel(within: SimulationTime(seconds: within), variant: variant)
    }
    guard let key = FigureKey(rawValue: word) else {
      throw fault(.metric, container, "`\(ResultFault.excerpt(word))` is no figure")
    }
    return .figure(key)
  }

  private static func bound(_ container: Container) throws -> Objective.Bound {
    let target = try container.decode(Double.self, forKey: .target)
    let word = try container.decode(String.self, forKey: .bound)
    switch word {
    case "at-least": return .atLeast(target)
    case "at-most": return .atMost(target)
    default: throw fault(.bound, container, "`\(ResultFault.excerpt(word))` is no bound")
    }
  }

  private static func over(_ container: Container) throws -> Objective.Over {
    guard let word = try container.decodeIfPresent(StringOr<ShareOfPeriods>.self, forKey: .over)
    else { return .run }
    switch word {
    case .text("run"): return .run
    case .text("each-period"): return .eachPeriod
    case .text(let other):
      throw fault(.over, container, "`\(ResultFault.excerpt(other))` is nothing to hold over")
    case .value(let share): return .shareOfPeriods(share.share)
    }
  }

  private static func span(_ span: Span, _ container: Container) throws -> Range<SimulationTime> {
    guard span.from >= 0, span.to >= span.from, span.to <= ReadPeriod.latest else {
      throw fault(.decidingPeriod, container, "from \(span.from) to \(span.to) s is no period")
    }
    return SimulationTime(seconds: span.from)..<SimulationTime(seconds: span.to)
  }

  private static func fault(_ key: Key, _ container: Container, _ what: String) -> DecodingError {
    DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: what)
  }
}

/// A word, or something larger in its place.
private enum StringOr<Value: Decodable>: Decodable {
  case text(String)
  case value(Value)

  init(from decoder: any Decoder) throws {
    do {
      self = .text(try decoder.singleValueContainer().decode(String.self))
    } catch DecodingError.typeMismatch {
      self = .value(try Value(from: decoder))
    }
  }
}
