// The result document, the file of decisions and the page of a run on the wall clock.

import Foundation
import Reports
import Scenarios
import Tallies
import Testing
import WallTime

@Suite(.serialized)
struct ProfileDocumentTests {
  private static func document(
    _ pace: WallClockTally.Pace = .open(speed: 3600)
  ) throws -> (document: ResultDocument, outcome: ProfileOutcome, plan: Plan) {
    let plan = try SmallShop.plan()
    let outcome = try SmallShop.run(plan, pace, seconds: 0.5, keepsDecisions: true)
    let facts = EngineFacts(
      version: "0", elapsedSeconds: outcome.clock.elapsedSeconds, threads: 2, peakRSSBytes: 0,
      memory: .atomic)
    let document = ResultDocument.profile(
      plan: plan, tally: outcome.tally, clock: outcome.clock, engine: facts)
    return (document, outcome, plan)
  }

  private static func object(_ value: Any?) throws -> [String: Any] {
    try #require(value as? [String: Any])
  }

  @Test("the document has the keys of the contract, and its stages add up to the nanosecond")
  func keys() throws {
    let json = try Self.document().document.json
    let document = try Self.object(JSONSerialization.jsonObject(with: Data(json)))
    #expect(document["kind"] as? String == "profile")
    let metrics = try Self.object(document["metrics"])
    for key in ["dispatch_latency", "relay_latency", "messages", "matches_per_second", "wait"] {
      #expect(metrics[key] != nil, "\(key)")
    }
    let latency = try Self.object(metrics["dispatch_latency"])
    #expect(Set(latency.keys) == ["mean", "p50", "p90", "p95", "p99", "p999", "max"])
    let engine = try Self.object(document["engine"])
    for key in [
      "threads", "dispatches", "dispatches_per_second", "cpu_ns_per_dispatch",
      "allocations_per_dispatch", "lag", "valid",
    ] {
      #expect(engine[key] != nil, "\(key)")
    }
    let invariants = try Self.object(document["invariants"])
    #expect(invariants.count == 9)
    #expect(invariants.values.allSatisfy { $0 as? Int == 0 })
    let stages = try Self.object(Self.object(document["profile"])["stages"])
    let sums = try stages.mapValues { try #require(Self.object($0)["sum_ns"] as? Int) }
    let whole = try #require(sums["due_to_delivered"])
    #expect(sums.values.reduce(0, +) == 2 * whole)
  }

  @Test("a saturated run is judged by no objective")
  func saturated() throws {
    let document = try Self.document(.saturated).document
    #expect(document.objectives.isEmpty)
    #expect(document.exitCode == 0)
  }

  @Test("a saturated run shows no waits: throughput, and the time of a dispatch")
  func saturatedPage() throws {
    let document = try Self.document(.saturated).document
    let reading = try ResultReading(json: document.json, name: "result.json")
    let page = String(decoding: ReportPage(results: [reading]).html, as: UTF8.self)
    #expect(page.contains("Dispatches a second") && page.contains("matched → delivered"))
    for word in ["How long customers wait", "How many wait", "due → delivered"] {
      #expect(!page.contains(word), "\(word)")
    }
    let table = TerminalTable(document).text
    #expect(table.contains("Throughput") && table.contains("matched → delivered"))
    for word in ["mean wait", "handle", "due → delivered", "95 % of"] {
      #expect(!table.contains(word), "\(word)")
    }
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("the throughput of all spans is that of the run")
  func throughput() throws {
    let clock = try Self.document(.saturated).outcome.clock
    let (first, last) = (try #require(clock.depths.first), try #require(clock.depths.last))
    var dispatches = 0.0
    var before = first.nanoseconds
    for (span, depth) in zip(clock.throughput, clock.depths.dropFirst()) {
      dispatches += span.rate * Double(depth.nanoseconds - before) / 1e9
      before = depth.nanoseconds
    }
    #expect(abs(dispatches - Double(last.dispatches - first.dispatches)) < 0.5)
    #expect(last.dispatches <= clock.dispatches && last.dispatches > clock.dispatches / 2)
  }

  @Test("how well they fitted stands on the terminal and on the page, where it is known")
  func quality() throws {
    let document = try Self.document().document
    #expect([0.5, 0.8, 0.9, 1].contains(document.matchQuality.pairs?.scoreP10.mean))
    #expect(document.matchQuality.assignments == nil)
    let table = TerminalTable(document).text
    #expect(table.contains("How well they fitted") && !table.contains("takes"))
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let reading = try ResultReading(json: document.json, name: "result.json")
    let page = String(decoding: ReportPage(results: [reading]).html, as: UTF8.self)
    #expect(page.contains("How well customers were matched") && page.contains("lowest tenth"))
    #expect(!page.contains("<th scope=\"col\">overtakes"))
    #expect(!page.contains("<th scope=\"col\">of the best") && !table.contains("hindsight"))
    #expect(String(decoding: document.json, as: UTF8.self).contains("\"hindsight_ratio\": null"))
  }

  @Test("the page is made of the document alone")
  func page() throws {
    let reading = try ResultReading(json: Self.document().document.json, name: "result.json")
    let page = String(decoding: ReportPage(results: [reading]).html, as: UTF8.self)
    #expect(page.contains("The way to an agent"))
    #expect(page.contains("dispatch latency"))
  }

  @Test("every customer of the file can be explained; others are refused with what is allowed")
  func decisions() throws {
    let run = try Self.document()
    let file = DecisionFile(
      plan: run.plan, clock: run.outcome.clock, decisions: run.outcome.decisions)
    let count = run.outcome.decisions.count
    #expect(count > 100)
    #expect(Int64(count) == run.outcome.tally.contacts)
    for customer in [0, 1, count / 2, count - 1] {
      let reading = try DecisionReading(lines: file.bytes, customer: customer, name: "d.jsonl")
      let text = DecisionExplanation(reading).text
      #expect(text.hasPrefix("Customer \(customer), "))
      #expect(text.contains("Why so late"))
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
    #expect(throws: DecisionFault.customer(file: "d", asked: count, count: count)) {
      try DecisionReading(lines: file.bytes, customer: count, name: "d")
    }
    #expect(throws: DecisionFault.foreign(file: "d")) {
      try DecisionReading(lines: Array("{}\n".utf8), customer: 0, name: "d")
    }
  }

  @Test("a decision's wait is split into what staffing and what the dispatch made of it")
  func split() throws {
    let run = try Self.document()
    for decision in run.outcome.decisions {
      let eligible = try #require(decision.coEligible)
      #expect(eligible >= 0 && eligible <= decision.delivered - decision.due)
      guard let choice = decision.choice else { continue }
      #expect(choice.withRoom >= 1 && choice.onDuty >= choice.withRoom)
      #expect(choice.withRoomLonger < choice.withRoom)
      #expect(choice.bestScoreBillionths >= choice.scoreBillionths)
    }
  }
}
