// The parts of a result document that only some documents have.

/// Cumulative distributions of times.
struct ReadDistributions: Decodable {
  /// The share of the cases that lasted at most so long.
  struct Step: Decodable {
    let up_to: Double
    let share: Double
  }

  let wait: [Step]?
  let first_response: [Step]?
}

/// How many customers of a stream a group answered, and how well they fitted.
struct ReadMatch: Decodable {
  let demand: String
  let agents: String
  let answered: Figure
  let match_score: Figure?
}

/// How often agents of one group were joined by one of another.
struct ReadHelp: Decodable {
  let asked: String
  let joined: String
  let helped: Figure
}

/// How many customers of a stream were answered from a ring.
struct ReadRing: Decodable {
  let demand: String
  let ring: Int
  let after: Double?
  let answered: Figure
  let match_score: Figure?
}

/// The machinery held against an exact model.
struct ReadCertificate: Decodable {
  struct Check: Decodable {
    let figure: String
    let within: Double?
    let exact: Double?
    let simulated: Double?
    let standard_error: Double?
    let gap: Double?
  }

  struct Comparison: Decodable {
    let figure: String
    let scenario: Figure
    let simplified: Double?
    let within: Double?
  }

  let model: String?
  let reason: String?
  let simplification: String?
  let arrival_rate_per_hour: Double?
  let agents: Double?
  let mean_effort_s: Double?
  let mean_patience_s: Double?
  let places: Double?
  let replications: Int?
  let checks: [Check]?
  /// The gap that chance explains.
  let bound: Double?
  let verdict: String?
  let scenario: [Comparison]?
}

/// What the engine said of itself.
struct ReadEngine: Decodable {
  let version: String?
  let contacts: Double?
  let events: Double?
  let elapsed_s: Double?
  let contacts_per_second: Double?
  let threads: Int?
  let peak_rss_bytes: Int64?
  let dispatches: Int64?
  let dispatches_per_second: Double?
  let cpu_ns_per_dispatch: Double?
  let allocations_per_dispatch: Double?
  let operations_per_dispatch: Operations?
  let retains_per_dispatch: Double?
  let releases_per_dispatch: Double?
  let allocator: Allocator?
  let lag: Lag?
  let valid: Bool?

  /// What the threads did with the core.
  struct Operations: Decodable {
    let exchanges: Double?
    let failed_exchanges: Double?
    let re_looks: Double?
    let stale_entries: Double?
  }

  struct Allocator: Decodable {
    let arenas: Arenas?
  }

  /// Bytes that the allocator's arenas held at the end, and the most of them.
  struct Arenas: Decodable {
    let count: Int64?
    let resident_bytes: Int64?
    let most_resident_bytes: Int64?
  }

  /// How late the threads came to what was due.
  struct Lag: Decodable {
    let p50: Double?
    let p99: Double?
    let max: Double?
  }
}
