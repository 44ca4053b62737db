// The customers of a run one by one: by hand, and against what the run counted.

import Consulting
import Foundation
import Reports
import Scenarios
import Tallies
import Testing
import VirtualTime

// Safety: the rows are touched under the lock alone.

/// Where the customers of a run are kept, by replication.
final class KeptContacts: @unchecked Sendable {
  private let lock = NSLock()
  private var blocks: [ContactBlock] = []

  func receive(_ block: ContactBlock) { lock.withLock { blocks.append(block) } }

  /// The blocks of a replication in the order in which they came.
  func blocks(of replication: Int) -> [ContactBlock] {
    lock.withLock { blocks.filter { $0.replication == replication } }
  }

  func rows(of replication: Int) -> [ContactRow] { blocks(of: replication).flatMap(\.rows) }

  /// The customers of a run, and what it counted.
  static func run(_ plan: Plan, threads: Int = 1) -> (KeptContacts, RunTally) {
    let kept = KeptContacts()
    let tally = Simulation(plan).run(threads: threads, contacts: kept.receive)
    return (kept, tally)
  }
}

@Suite("Contacts") struct ContactTests {
  /// A row in seconds, as somebody would write it down.
  private func line(_ row: ContactRow, _ plan: Plan) -> String {
    func seconds(_ nanoseconds: Int64) -> Double { Double(nanoseconds) / 1e9 }
    var text = "\(plan.demand[Int(row.stream)].name) \(row.ordinal).\(row.attempt)"
    text += " at \(seconds(row.arrivedNanoseconds)) waits \(seconds(row.waitedNanoseconds))"
    text += " \(row.outcome)\(row.isRetry ? " again" : "")\(row.isHelped ? " helped" : "")"
    guard let answer = row.answer else { return text }
    text += " by \(plan.agents[Int(answer.group)].name) \(answer.agent) ring \(answer.ring)"
    return text + " score \(seconds(Int64(answer.scoreBillionths)))"
      + " takes \(seconds(answer.handledNanoseconds))"
  }

  private func lines(_ tiny: Tiny) -> [String] {
    KeptContacts.run(tiny.plan).0.rows(of: 0).map { line($0, tiny.plan) }
  }

  @Test("who gives up and tries again is one customer with several rows, in the order of ending")
  func retries() throws {
    let again = "patience: {fixed: 20s}, retry: {probability: 100%, after: 30s}"
    let run = try Tiny(
      [Asking("a", at: 0, effort: 100), Asking("b", at: 10, keys: again), Asking("c", at: 15)],
      at: [Desk("desk")], "limits: {in-system: 2}")
    #expect(
      lines(run) == [
        "c 0.0 at 15.0 waits 0.0 blocked",
        "b 0.0 at 10.0 waits 20.0 abandoned",
        "b 0.1 at 60.0 waits 20.0 abandoned again",
        "a 0.0 at 0.0 waits 0.0 answered by desk 0 ring 0 score 1.0 takes 100.0",
        "b 0.2 at 110.0 waits 0.0 answered again by desk 0 ring 0 score 1.0 takes 60.0",
      ])
  }

  @Test("who is handed back keeps the time of arrival, and both chats make the handle time")
  func handedBack() throws {
    let run = try Tiny(
      [Asking("a", at: 5, effort: 100)],
      at: [
        Desk("first", "staff: {periods: 60s, counts: [1, 0]}, leaving: handback"),
        Desk("second", skill: 0.5, "staff: {periods: 120s, counts: [0, 1]}"),
      ])
    #expect(
      lines(run) == [
        "a 0.0 at 5.0 waits 60.0 answered by second 0 ring 0 score 0.5 takes 100.0"
      ])
  }

  @Test("the ring and the agent are those of the answer, a joined question marks the customer")
  func ringAndHelp() throws {
    let asks = "help: {probability: 100%, effort: {fixed: 10s}}"
    let run = try Tiny(
      [Asking("a", at: 0, 1, effort: 100), Asking("b", at: 10, effort: 40, keys: asks)],
      at: [Desk("desktops", branch: "4321", "count: 2"), Desk("networks", branch: "4322")],
      PairTests.two)
    // b waits for the ring at 40; the first of the two desktops is free at 100, after b's chat.
    #expect(
      lines(run) == [
        "b 0.0 at 10.0 waits 30.0 answered by networks 0 ring 1 score 0.5 takes 40.0",
        "a 0.0 at 0.0 waits 0.0 answered by desktops 0 ring 0 score 1.0 takes 100.0",
        "a 1.0 at 1.0 waits 0.0 answered by desktops 1 ring 0 score 1.0 takes 100.0",
      ])
    let joined = try Tiny(
      [Asking("b", at: 0, effort: 40, keys: asks)], at: [Desk("desk", "count: 2")])
    #expect(
      lines(joined) == [
        "b 0.0 at 0.0 waits 0.0 answered helped by desk 0 ring 0 score 1.0 takes 40.0"
      ])
  }

  @Test("the rows of every replication add up to what it counted", arguments: [1, 5])
  func addUp(threads: Int) throws {
    let plan = try scenario(LawTests.shop())
    let (kept, tally) = KeptContacts.run(plan, threads: threads)
    for (replication, counted) in tally.replications.enumerated() {
      let rows = kept.rows(of: replication)
      #expect(kept.blocks(of: replication).last?.isLast == true)
      for (stream, tally) in counted.streams.enumerated() {
        let own = rows.filter { $0.stream == stream }
        #expect(summed(own) == counts(tally), "replication \(replication), stream \(stream)")
      }
      let names = Set(rows.map { "\($0.stream) \($0.ordinal) \($0.attempt)" })
      #expect(names.count == rows.count)
      let window = plan.warmup.nanoseconds..<plan.length.nanoseconds
      #expect(rows.allSatisfy { window.contains($0.arrivedNanoseconds) })
    }
    let alone = KeptContacts.run(plan).0
    for replication in tally.replications.indices {
      #expect(kept.rows(of: replication) == alone.rows(of: replication))
    }
  }

  private func summed(_ rows: [ContactRow]) -> [Int64] {
    func count(_ test: (ContactRow) -> Bool) -> Int64 { Int64(rows.count(where: test)) }
    let answers = rows.compactMap(\.answer)
    return [
      Int64(rows.count), count { $0.outcome == .answered }, count { $0.outcome == .abandoned },
      count { $0.outcome == .blocked }, count(\.isRetry), count(\.isHelped),
      Int64(answers.count(where: \.isUnresolved)),
      rows.reduce(0) { $0 + $1.waitedNanoseconds },
      answers.reduce(0) { $0 + Int64($1.scoreBillionths) },
      answers.reduce(0) { $0 + $1.handledNanoseconds },
      answers.reduce(0) { $0 + ($1.firstResponseNanoseconds ?? 0) },
    ]
  }

  private func counts(_ tally: CustomerTally) -> [Int64] {
    [
      tally.offered, tally.answered, tally.abandoned, tally.blocked, tally.retried, tally.helped,
      tally.unresolved, Int64(tally.waitNanoseconds), tally.scoreBillionths,
      Int64(tally.handleNanoseconds), Int64(tally.firstResponseNanoseconds),
    ]
  }

  @Test("the distribution of the document is that of the sorted waits, to 0.2 % of a point")
  func distribution() throws {
    let plan = try scenario(LawTests.shop())
    let (kept, tally) = KeptContacts.run(plan)
    let rows = (0..<7).flatMap { kept.rows(of: $0) }.filter { $0.outcome != .blocked }
    let waits = rows.map { Double($0.waitedNanoseconds) / 1e9 }.sorted()
    let facts = EngineFacts(version: "1", elapsedSeconds: 1, threads: 1, peakRSSBytes: 0)
    let document = ResultDocument.simulation(plan: plan, tally: tally, engine: facts)
    let points = try #require(document.waitDistribution)
    #expect(points.count <= 64 && points.first?.upTo == .zero && points.last?.share == 1)
    for point in points {
      let reach = point.upTo.seconds
      let share = { (limit: Double) in
        Double(waits.prefix { $0 <= limit }.count) / Double(waits.count)
      }
      #expect(point.share >= share(reach) - 1e-12)
      #expect(point.share <= share(reach * 1.002) + 1e-12)
    }
  }

  @Test("a long replication comes in blocks of one size, the last one with the rest")
  func blocks() throws {
    var plan = try scenario(CancellationTests.text(replications: 2, length: "15h"))
    plan.demand[0].patience = .fixed(SimulationTime(seconds: 1))
    let (kept, tally) = KeptContacts.run(plan, threads: 2)
    for (replication, counted) in tally.replications.enumerated() {
      let sizes = kept.blocks(of: replication).map(\.rows.count)
      #expect(sizes.dropLast().allSatisfy { $0 == sizes[0] } && sizes.count > 2)
      #expect(sizes.reduce(0, +) == Int(counted.streams[0].offered))
      #expect(
        kept.blocks(of: replication).map(\.isLast) == sizes.indices.map { $0 == sizes.count - 1 })
    }
  }

  @Test("a replication that is broken off has no last block")
  func brokenOff() throws {
    let control = RunControl()
    let kept = KeptContacts()
    let plan = try scenario(CancellationTests.text(replications: 1, length: "3000h"))
    let tally = Simulation(plan).run(threads: 1, control: control) { block in
      kept.receive(block)
      control.cancel()
    }
    #expect(tally.replications.isEmpty && tally.numbers.isEmpty)
    #expect(!kept.blocks(of: 0).isEmpty && !kept.blocks(of: 0).contains(where: \.isLast))
  }
}
