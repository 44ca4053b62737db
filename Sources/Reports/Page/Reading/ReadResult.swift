// A whole result document, as a page reads it: by its keys, without the types that wrote it.

/// A result document of a simulation.
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
  }

  private enum CodingKeys: String, CodingKey {
    case scenario, seed, replications, partial, metrics, invariants, objectives, engine
    case distributions, matches, helps, rings, certificate
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
}
