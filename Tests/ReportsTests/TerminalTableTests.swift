// The terminal table: committed pictures, its width, and the words and units it uses.

import Consulting
import Foundation
import Reports
@testable import Scenarios
import Tallies
import Testing

@Suite("the terminal table")
struct TerminalTableTests {
  private func table(
    _ colour: TerminalColour = .never, change: (inout Plan) -> Void = { _ in }
  ) throws -> String {
    var plan = SmallRun.plan(objectives: JudgedObjectiveTests.objectives)
    change(&plan)
    let document = ResultDocument.simulation(
      plan: plan, tally: try SmallRun.tally(), engine: SmallRun.engine)
    return TerminalTable(document, colour: colour).text
  }

  @Test("the table of a small run is the committed one")
  func goldenTable() throws { try expectGolden(table(), "table.txt") }

  @Test("one customer is one contact")
  func oneContact() throws {
    for (count, words) in [(1, "simulated, 1 contact, seed"), (2, "simulated, 2 contacts, seed")] {
      var tally = try SmallRun.tally()
      tally.contacts = Int64(count)
      let document = ResultDocument.simulation(
        plan: SmallRun.plan(), tally: tally, engine: SmallRun.engine)
      #expect(TerminalTable(document, colour: .never).text.contains(words))
    }
  }

  @Test("colour adds escape sequences and nothing else")
  func colour() throws {
    let coloured = try table(.always)
    let plain = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(coloured != plain)
    #expect(try plain == table())
  }

  @Test("no line is wider than eighty columns, whatever the names")
  func width() throws {
    let text = try table { plan in
      plan.name = String(repeating: "긴이름", count: 40)
      plan.description = String(repeating: "説明", count: 100) + " and then words"
      for index in plan.demand.indices {
        plan.demand[index].name = String(repeating: "コンピュータ\(index)", count: 9)
      }
      plan.agents[0].name = "an agent group whose name does not fit into its column at all"
      plan.agents[1].name = "tab\tand\u{1B}[31mescape"
    }
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 80) }
    #expect(!text.contains("\u{1B}"))
  }

  @Test("of a thousand groups the twelve largest are shown, largest first, the rest counted")
  func cappedList() throws {
    let plan = SmallRun.plan()
    var tally = try SmallRun.tally()
    var many = plan
    many.agents = (0..<1000).map { index in
      var group = plan.agents[0]
      group.name = "group-\(index)"
      return group
    }
    tally.layout.groups = 1000
    for index in tally.replications.indices {
      let group = tally.replications[index].groups[0]
      tally.replications[index].groups = (0..<1000).map { number in
        var changed = group
        if number > 400 { changed.staffedNanoseconds *= 2 }
        if number == 707 { changed.staffedNanoseconds *= 2 }
        return changed
      }
      tally.replications[index].matches = Array(repeating: MatchTally(), count: 3 * 1000)
      tally.replications[index].scores = Array(repeating: MatchTally(), count: 3 * 2 * 1000)
      tally.replications[index].fairness = Array(repeating: FairnessTally(), count: 1000)
      tally.replications[index].helps = []
    }
    let document = ResultDocument.simulation(plan: many, tally: tally, engine: SmallRun.engine)
    let lines = TerminalTable(document).text.split(separator: "\n")
    let shown = lines.compactMap { $0.firstMatch(of: #/^  group-(\d+) /#).flatMap { Int($0.1) } }
    #expect(shown == [707] + Array(401...411))
    #expect(lines.contains("  … and 988 more, see result.json"))
  }

  @Test("the verdicts are counted at the end, in words")
  func summary() throws {
    let lines = try table().split(separator: "\n")
    #expect(lines.last == "✘ Of 7 objectives: 3 met, 3 missed, 1 undecided.")
  }

  @Test("more than a day of periods is drawn, and the twelve worst are listed with their day")
  func manyPeriods() throws {
    var tally = try SmallRun.tally()
    let hour = SmallRun.hour.nanoseconds
    tally.layout.periods = (0..<30).map {
      SimulationTime(nanoseconds: $0 * hour)..<SimulationTime(nanoseconds: ($0 + 1) * hour)
    }
    for index in tally.replications.indices {
      var replication = tally.replications[index]
      replication.periods = Array(repeating: replication.periods[0], count: 30)
      replication.periodThresholds = Array(
        repeating: replication.periodThresholds[0], count: 30)
      replication.periodThresholds[29].answeredWithin = 0
      replication.periodAgents = Array(repeating: replication.periodAgents[0], count: 30)
      tally.replications[index] = replication
    }
    for block in tally.waits.indices {
      tally.waits[block].periods = Array(repeating: tally.waits[block].periods[0], count: 30)
      tally.firstResponses[block].periods = tally.waits[block].periods
    }
    let document = ResultDocument.simulation(
      plan: SmallRun.plan(), tally: tally, engine: SmallRun.engine)
    let lines = TerminalTable(document).text.split(separator: "\n").map(String.init)
    let demand = "  demand   " + String(repeating: "█", count: 30)
    #expect(lines.contains { $0.hasPrefix("\(demand)  up to ") && $0.hasSuffix("/h") })
    #expect(
      lines.contains("  ≤ 20 s   " + String(repeating: "▅", count: 29) + "▁  0.0–63.0 %"))
    #expect(lines.contains("           09:00–1d 15:00, one column for 1h"))
    #expect(lines.contains { $0.hasPrefix("  1d 14:00–15:00") })
    #expect(lines.filter { $0.contains(":00–") && !$0.contains("column") }.count == 12)
  }

  @Test("a broken invariant is loud")
  func invariants() throws {
    let document = try ResultDocumentTests.document { $0.invariants.stranded = 2 }
    #expect(TerminalTable(document).text.contains("CHECKS FAILED: stranded 2."))
  }

  @Test("an interrupted run says so at its head")
  func partial() throws {
    let document = try ResultDocumentTests.document { $0.isPartial = true }
    #expect(TerminalTable(document).text.contains("Interrupted: 4 of 4 days finished"))
  }

  @Test(
    "spans of time read as people say them",
    arguments: [
      (0.0, "0 s"), (0.0004, "<1 ms"), (0.42, "420 ms"), (0.9996, "1.00 s"), (9.87, "9.87 s"),
      (12.34, "12.3 s"), (59.96, "1m 00s"), (200, "3m 20s"), (3599.7, "1h 00m"),
      (3900, "1h 05m"), (360_000, "100h 00m"),
    ])
  func durations(_ seconds: Double, _ text: String) {
    #expect(HumanUnits.duration(seconds) == text)
  }

  @Test(
    "a share never reads as none or all when it is not",
    arguments: [
      (0.0, "0.0 %"), (1e-9, "<0.1 %"), (0.801, "80.1 %"), (0.9999, ">99.9 %"), (1.0, "100.0 %"),
    ])
  func shares(_ share: Double, _ text: String) { #expect(HumanUnits.share(share) == text) }

  @Test("counts have thousands, small means a decimal")
  func counts() {
    #expect(
      [32_461.2, 999_999.7, 48.26, 3, 0].map(HumanUnits.count)
        == ["32,461", "1,000,000", "48.3", "3.0", "0"])
  }

  @Test("wide characters take two columns and a cut text ends in an ellipsis")
  func displayWidth() {
    #expect(DisplayWidth.of("日本語") == 6)
    #expect(DisplayWidth.of("한국 e\u{301}") == 6)
    #expect(DisplayWidth.fitted("日本語", to: 6) == "日本語")
    #expect(DisplayWidth.fitted("日本語", to: 5) == "日本…")
    #expect(DisplayWidth.left("日本語", 4) == "日… ")
    #expect(DisplayWidth.right("ab", 4) == "  ab")
  }

  @Test("a long name loses its middle, so that its end still tells it apart")
  func shortened() {
    #expect(DisplayWidth.shortened("seoul-computers-12", to: 12) == "seoul-…rs-12")
    #expect(DisplayWidth.shortened("日本語の質問", to: 8) == "日本…問")
    #expect(DisplayWidth.shortened("short", to: 5) == "short")
  }

  @Test("a no-break blank holds a figure and its unit together")
  func noBreak() {
    #expect(DisplayWidth.wrapped("within 7.89\u{A0}s now", to: 11) == ["within", "7.89 s now"])
  }

  @Test("an interval that its own figure hides is not shown")
  func intervals() {
    #expect(FigureUnit.time.interval(Figure(mean: 216.1, low: 215.9, high: 216.3)) == "")
    #expect(FigureUnit.share.interval(Figure(mean: 0.5, low: 0.49, high: 0.51)) == "49.0–51.0 %")
    #expect(FigureUnit.share.interval(1, 1) == "100.0 %")
  }
}
