// A whole result document, as a page reads it: by its keys, without the types that wrote it.

/// A result document of a simulation or of a run on the wall clock.
struct ReadResult: Decodable {
  /// What was simulated.
  struct Scenario: Decodable {
    let name: String
    let sha256: String?
    let description: String?
    let opens: Double?
    let length: Double?
    let warmup: Double?
    let closing: String?

    private enum Key: String, CodingKey {
      case name, sha256, description, opens, length, warmup, closing
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      name = try container.decode(String.self, forKey: .name)
      sha256 = try container.decodeIfPresent(String.self, forKey: .sha256)
      description = try container.decodeIfPresent(String.self, forKey: .description)
      opens = try container.decodeIfPresent(Double.self, forKey: .opens)
      length = try container.decodeIfPresent(Double.self, forKey: .length)
      warmup = try container.decodeIfPresent(Double.self, forKey: .warmup)
      closing = try container.decodeIfPresent(String.self, forKey: .closing)
      if let opens, !(0..<86_400 ~= opens) {
        throw DecodingError.dataCorruptedError(
          forKey: .opens, in: container, debugDescription: "\(opens) s is no time of day")
      }
    }
  }

  private enum CodingKeys: String, CodingKey {
    case scenario, seed, replications, partial, metrics, invariants, objectives, engine
    case distributions, matches, helps, rings, certificate, profile
    case requested = "requested_replications"
    case demand = "by_demand"
    case agents = "by_agents"
    case periods = "by_period"
  }

  let scenario: Scenario
  let seed: UInt64?
  let replications: Int
  let partial: Bool?
  let requested: Int?
  let metrics: ReadFigures
  let demand: LargestCells?
  let agents: LargestCells?
  let periods: [ReadPeriod]?
  let invariants: [String: Int64]?
  let objectives: [ReadObjective]?
  let engine: ReadEngine?
  let distributions: ReadDistributions?
  let matches: [ReadMatch]?
  let helps: [ReadHelp]?
  let rings: [ReadRing]?
  let certificate: ReadCertificate?
  /// What only a run on the wall clock has.
  let profile: ReadProfile?
}
