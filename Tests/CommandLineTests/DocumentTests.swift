// The result document key by key, as the contract lists them.

import Foundation
import Testing

struct DocumentTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// The keys of `metrics` that concern customers and have one interval.
  static let ofCustomers = [
    "offered", "answered", "abandoned", "blocked", "retried", "helped", "abandonment", "delayed",
    "asa", "handle_time", "match_score", "match_value", "unresolved",
  ]
  static let ofAgents = [
    "answered", "handle_time", "occupancy", "concurrency", "slot_load", "match_score",
  ]
  static let ofMatches: Set = [
    "score_p10", "exact_language", "language_proficiency", "document_depth", "home_location",
  ]
  static let ofAssignments: Set = ["regret_free", "regret_on_shift", "overtakes"]
  static let ofWaits = ["mean", "p50", "p90", "p95", "p99", "p999", "max"]

  private func document(_ options: String..., text: String = SmallScenario.text) throws
    -> [String: Any]
  {
    let arguments = ["simulate", "-", "--json"] + options
    return try Program.run(arguments, input: Array(text.utf8), in: folder).document()
  }

  @Test("the document has every part, and nothing else is on standard output or in files")
  func parts() throws {
    let document = try document()
    #expect(document["sangdam"] as? Int == 1)
    #expect(document["kind"] as? String == "simulation")
    #expect(document["seed"] as? Int == 7)
    #expect(document["replications"] as? Int == 4)
    #expect(document["confidence"] as? Double == 0.95)
    #expect(document["partial"] == nil)
    let scenario = try #require(document["scenario"] as? [String: Any])
    #expect(scenario["name"] as? String == "small")
    #expect((scenario["sha256"] as? String)?.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    let invariants = try #require(document["invariants"] as? [String: Int])
    let named = ["double_assignments", "over_capacity", "stranded", "lost_customers"]
    #expect(Set(named).isSubset(of: invariants.keys))
    #expect(invariants.values.allSatisfy { $0 == 0 })
    #expect((document["objectives"] as? [Any])?.isEmpty == true)
    #expect(folder.names(in: "results").isEmpty)
  }

  @Test("every figure is a mean inside its interval, in every cell that has it")
  func figures() throws {
    let document = try document()
    let metrics = try #require(document["metrics"] as? [String: Any])
    try expectFigures(metrics, Self.ofCustomers + ["occupancy", "concurrency", "slot_load"])
    try expectWaits(metrics)
    let streams = try #require(document["by_demand"] as? [String: [String: Any]])
    #expect(Set(streams.keys) == ["calls", "letters"])
    for stream in streams.values { try expectFigures(stream, Self.ofCustomers) }
    try expectWaits(try #require(streams["calls"]))
    #expect(streams["letters"]?["first_response"] is NSNull)
    let groups = try #require(document["by_agents"] as? [String: [String: Any]])
    #expect(Set(groups.keys) == ["front", "back"])
    for group in groups.values { try expectFigures(group, Self.ofAgents) }
  }

  @Test("--match-quality adds regret and overtakes, and changes no other byte of the figures")
  func matchQuality() throws {
    let usual = try document()
    let measured = try document("--match-quality")
    let cells: [(String, Set<String>)] = [
      ("front", ["fairness"]), ("calls", []),
    ]
    for (name, more) in cells {
      let part = more.isEmpty ? "by_demand" : "by_agents"
      let cell = try #require((measured[part] as? [String: [String: Any]])?[name])
      let quality = try #require(cell["match_quality"] as? [String: Any])
      let keys = Self.ofMatches.union(Self.ofAssignments).union(["hindsight_ratio"])
      #expect(Set(quality.keys) == keys.union(more))
      #expect(quality["hindsight_ratio"] is NSNull)
      for key in Self.ofAssignments { #expect((quality[key] as? [String: Any])?["mean"] is Double) }
    }
    let whole = try #require(measured["metrics"] as? [String: Any])
    let hindsight = (whole["match_quality"] as? [String: Any])?["hindsight_ratio"]
    let ratio = try #require((hindsight as? [String: Any])?["mean"] as? Double)
    #expect(ratio > 0.5 && ratio <= 1)
    let metrics = try #require(usual["metrics"] as? [String: Any])
    let quality = try #require(metrics["match_quality"] as? [String: Any])
    #expect(quality["hindsight_ratio"] is NSNull)
    #expect(Self.ofAssignments.allSatisfy { quality[$0] is NSNull })
    for key in ["by_replication", "by_period", "matches", "distributions", "invariants"] {
      #expect((usual[key] as? NSObject) == (measured[key] as? NSObject), "\(key)")
    }
  }

  @Test("periods are the window cut at full half hours")
  func periods() throws {
    let periods = try #require(try document()["by_period"] as? [[String: Any]])
    #expect(periods.map { $0["from"] as? Double } == [900, 1800, 3600, 5400])
    #expect(periods.map { $0["to"] as? Double } == [1800, 3600, 5400, 7200])
    for period in periods { try expectFigures(period, ["offered", "occupancy", "handle_time"]) }
  }

  @Test("the service level has each threshold of the objectives in four variants")
  func serviceLevels() throws {
    let text = SmallScenario.with(
      objectives: "metric: service_level, within: 30s, at-least: 10%",
      "metric: service_level, within: 1m, at-least: 10%, over: each-period")
    let document = try document(text: text)
    let metrics = try #require(document["metrics"] as? [String: Any])
    let levels = try #require(metrics["service_level"] as? [[String: Any]])
    let variants = ["offered", "answered_only", "abandons_ok", "short_excluded"]
    #expect(levels.compactMap { $0["within"] as? Int } == [30, 30, 30, 30, 60, 60, 60, 60])
    #expect(levels.compactMap { $0["variant"] as? String } == variants + variants)
    for objective in try #require(document["objectives"] as? [[String: Any]]) {
      #expect(objective["metric"] as? String == "service_level")
      #expect(objective["target"] as? Double == 0.1)
      #expect(["met", "missed", "undecided"].contains(objective["verdict"] as? String))
      let days = try #require(objective["days"] as? [String: Any])
      #expect(Set(days.keys) == ["p05", "p50", "p95", "share_met"])
    }
  }

  @Test("one replication has means and no intervals")
  func oneReplication() throws {
    let document = try document("--replications", "1")
    let metrics = try #require(document["metrics"] as? [String: Any])
    for key in ["offered", "occupancy", "asa"] {
      let figure = try #require(metrics[key] as? [String: Any])
      #expect(figure["mean"] is Double && figure["low"] is NSNull && figure["high"] is NSNull)
    }
  }

  @Test("the engine says what ran, how fast, and on whose memory")
  func engine() throws {
    let document = try document("--threads", "2")
    let engine = try #require(document["engine"] as? [String: Any])
    let contacts = try #require(engine["contacts"] as? Double)
    let events = try #require(engine["events"] as? Double)
    let elapsed = try #require(engine["elapsed_s"] as? Double)
    let rate = try #require(engine["contacts_per_second"] as? Double)
    #expect(contacts > 400 && events > 2 * contacts && elapsed > 0)
    #expect(abs(rate * elapsed - contacts) < contacts * 1e-6)
    #expect(engine["threads"] as? Int == 2)
    #expect(engine["memory"] as? String == "plain")
    #expect(engine["version"] is String)
    let peak = try #require(engine["peak_rss_bytes"] as? Int)
    #expect(peak > 1 << 20)
    let allocator = try #require(engine["allocator"] as? [String: Any])
    guard allocator["name"] as? String == "jemalloc" else { return }
    #expect((allocator["version"] as? String)?.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
    #expect(try #require(allocator["allocated_bytes"] as? Int) > 10_000)
  }

  private func expectFigures(_ cell: [String: Any], _ keys: [String]) throws {
    for key in keys { try expectFigure(cell[key], key) }
  }

  private func expectWaits(_ cell: [String: Any]) throws {
    for name in ["wait", "first_response"] {
      let waits = try #require(cell[name] as? [String: Any])
      #expect(Set(waits.keys) == Set(Self.ofWaits))
      for key in Self.ofWaits { try expectFigure(waits[key], "\(name).\(key)") }
    }
  }

  private func expectFigure(_ value: Any?, _ name: String) throws {
    let figure = try #require(value as? [String: Any], "\(name) is no {mean, low, high}")
    #expect(Set(figure.keys) == ["mean", "low", "high"], "\(name)")
    guard let mean = figure["mean"] as? Double, let low = figure["low"] as? Double,
      let high = figure["high"] as? Double
    else { return }
    #expect(low <= mean && mean <= high, "\(name)")
  }
}
