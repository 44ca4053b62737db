// A run of 46 customers, counted customer by customer from Golden/customers.csv.

import Consulting
import Foundation
import Measures
import Reports
@testable import Scenarios
import Tallies

/// Two hours with customers and one without, four replications, three streams, two groups.
enum SmallRun {
  static let streams = ["korean", "日本語の質問", "nobody \"asks\""]
  static let groups = ["seoul", "osaka"]
  static let hour = SimulationTime(seconds: 3600)
  static let within = SimulationTime(seconds: 20)

  static let engine = EngineFacts(
    version: "1.2.3", elapsedSeconds: 0.25, threads: 2, peakRSSBytes: 32 << 20,
    allocator: .init(name: "jemalloc", version: "5.3.0", allocatedBytes: 4096),
    extra: [.init(key: "commit", value: .text("abc"))])

  static func golden(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")
  }

  static func rows(_ name: String) throws -> [[String: String]] {
    let lines = try String(contentsOf: golden(name), encoding: .utf8).split(separator: "\n")
    let keys = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(uniqueKeysWithValues: zip(keys, cells))
    }
  }

  static func plan(objectives: [Objective] = [], replications: Int = 4) -> Plan {
    Plan(
      name: "two desks", description: "Korean and Japanese questions at two desks.",
      opens: SimulationTime(seconds: 9 * 3600), length: SimulationTime(seconds: 3 * 3600),
      warmup: .zero, closing: .drain, reportEvery: hour, replications: replications, seed: 7,
      sites: [], locations: [], demand: streams.map { stream($0) },
      agents: groups.map { group($0) },
      routing: RoutingRules(
        chooseAgent: .longestIdle, ties: .longestIdle, chooseCustomer: .oldest, offerTimeout: .zero,
        offerAcceptance: 1,
        rings: [Ring(after: within, documentDigits: 4, location: nil)], ageingPerMinute: 0,
        lastAgentWithin: nil, matchWindow: .zero),
      inSystemLimit: nil, objectives: objectives, sha256: String(repeating: "ab", count: 32))
  }

  static func tally(blocks: Int = 4, replications: Int = 4) throws -> RunTally {
    let layout = TallyLayout(
      thresholds: [within],
      periods: (0..<3).map {
        SimulationTime(seconds: Double($0) * 3600)..<SimulationTime(seconds: Double($0 + 1) * 3600)
      }, streams: 3, groups: 2, rings: 1, replications: 4, countsFirstResponses: true)
    var tally = RunTally(layout: layout, blocks: blocks)
    tally.replications = Array(repeating: ReplicationTally(layout: layout), count: replications)
    tally.numbers = Array(0..<replications)
    for row in try rows("customers.csv") where row.integer("replication") < replications {
      count(row, in: &tally)
    }
    for row in try rows("agents.csv") where row.integer("replication") < replications {
      countAgents(row, in: &tally.replications[row.integer("replication")])
    }
    tally.contacts = tally.replications.flatMap(\.streams).reduce(0) { $0 + $1.offered }
    tally.events = 3 * tally.contacts
    return tally
  }

  private static func stream(_ name: String) -> Scenarios.Stream {
    Scenarios.Stream(
      name: name, language: .undetermined, document: DocumentNumber(bits: 0), site: 0,
      location: 0, arrivals: .poisson(Steps(constant: 1)), busyness: nil, patience: nil,
      effort: .exponential(meanSeconds: 60), priority: 0, retry: nil,
      firstAnswer: name == streams[0] ? .fixed(.zero) : nil, silent: nil, mismatch: nil,
      help: nil, transfer: nil,
      conversation: Conversation(
        meanTurns: 1, customerMedianCharacters: 1, agentMedianCharacters: 1, charactersSigma: 1))
  }

  private static func group(_ name: String) -> AgentGroup {
    AgentGroup(
      name: name, staffing: Steps(constant: 2), location: 0, costPerHour: nil, absence: 0,
      languages: [], documents: [], rank: 0, concurrency: 1, speed: [1],
      wrapUp: .fixed(.zero), leaving: .finish)
  }

  private static func count(_ row: [String: String], in tally: inout RunTally) {
    let replication = row.integer("replication")
    let stream = row.integer("stream")
    let period = row.integer("arrival") / 3600
    let customer = customer(row)
    let (threshold, block) = (threshold(row), replication * tally.waits.count / 4)
    tally.replications[replication].streams[stream] += customer
    tally.replications[replication].periods[period] += customer
    tally.replications[replication].streamThresholds[stream] += threshold
    tally.replications[replication].periodThresholds[period] += threshold
    if row["fate"] == "answered" {
      var agent = AgentTally()
      agent.answered = 1
      agent.handled = 1
      agent.scoreBillionths = customer.scoreBillionths
      agent.handleNanoseconds = customer.handleNanoseconds
      var match = MatchTally()
      match.answered = 1
      match.scoreBillionths = customer.scoreBillionths
      tally.replications[replication].matches[stream * 2 + row.integer("group")] += match
      // In this run the ring let in whoever scores below 0.3.
      let ring = row.number("score") < 0.3 ? 1 : 0
      tally.replications[replication].rings[stream * 2 + ring] += match
      // And every unresolved question was one that the other desk had joined.
      let asked = row.integer("group")
      tally.replications[replication].helps[asked * 2 + 1 - asked] += Int64(
        row.integer("unresolved"))
      tally.replications[replication].groups[row.integer("group")] += agent
      tally.replications[replication].periodAgents[period] += agent
    }
    if row["fate"] != "blocked" {
      tally.waits[block].record(customer.waitNanoseconds, stream: stream, period: period)
    }
    if customer.firstResponses == 1 {
      tally.firstResponses[block].record(
        customer.firstResponseNanoseconds, stream: stream, period: period)
    }
  }

  private static func customer(_ row: [String: String]) -> CustomerTally {
    var tally = CustomerTally()
    tally.offered = 1
    tally.retried = Int64(row.integer("retried"))
    if row["fate"] == "blocked" {
      tally.blocked = 1
      return tally
    }
    tally.waitNanoseconds = row.number("wait") * 1e9
    tally.delayed = tally.waitNanoseconds > 0 ? 1 : 0
    if row["fate"] == "abandoned" {
      tally.abandoned = 1
      return tally
    }
    tally.answered = 1
    tally.handled = 1
    tally.unresolved = Int64(row.integer("unresolved"))
    tally.answeredWaitNanoseconds = tally.waitNanoseconds
    tally.handleNanoseconds = row.number("handle") * 1e9
    tally.scoreBillionths = Int64((row.number("score") * 1e9).rounded())
    if row["first_answer"] != "" {
      tally.firstResponses = 1
      tally.firstResponseNanoseconds = tally.waitNanoseconds + row.number("first_answer") * 1e9
    }
    return tally
  }

  private static func threshold(_ row: [String: String]) -> ThresholdTally {
    var tally = ThresholdTally()
    guard row["fate"] != "blocked", row.number("wait") <= within.seconds else { return tally }
    if row["fate"] == "answered" { tally.answeredWithin = 1 } else { tally.abandonedWithin = 1 }
    return tally
  }

  private static func countAgents(_ row: [String: String], in tally: inout ReplicationTally) {
    var agents = AgentTally()
    agents.staffedNanoseconds = row.number("staffed") * 1e9
    agents.busyNanoseconds = row.number("busy") * 1e9
    agents.withOpenChatNanoseconds = row.number("with_open_chat") * 1e9
    agents.openChatNanoseconds = row.number("open_chats") * 1e9
    agents.placesTakenNanoseconds = row.number("places_taken") * 1e9
    agents.placesStaffedNanoseconds = row.number("places_staffed") * 1e9
    tally.groups[row.integer("group")] += agents
    tally.periodAgents[row.integer("period")] += agents
  }
}

extension [String: String] {
  func integer(_ key: String) -> Int { Int(self[key] ?? "") ?? 0 }
  func number(_ key: String) -> Double { Double(self[key] ?? "") ?? 0 }
}

extension HistogramSet {
  fileprivate mutating func record(_ nanoseconds: Double, stream: Int, period: Int) {
    let one = SparseHistogram([Int64(nanoseconds)])
    total.merge(one)
    streams[stream].merge(one)
    periods[period].merge(one)
  }
}
