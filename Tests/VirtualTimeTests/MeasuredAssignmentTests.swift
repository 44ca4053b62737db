// Measured assignments: they change nothing else, and scores are what groups and rings explain.

import Consulting
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Measured assignments") struct MeasuredAssignmentTests {
  @Test("change nothing else, and every answer has a score that its groups and rings explain")
  func conservation() throws {
    for seed in UInt64(0)..<(Length.isLong ? 2_000 : 60) {
      let plan = try scenario(RandomScenario.text(seed: seed))
      let usual = Simulation(plan).run(threads: 1)
      let measured = Simulation(plan, detail: .assignments).run(threads: 2)
      expectConservation(measured, "seed \(seed)")
      for (replication, other) in zip(measured.replications, usual.replications) {
        #expect(replication.streams == other.streams, "seed \(seed)")
        #expect(replication.scores == other.scores, "seed \(seed)")
        #expect(replication.fairness == other.fairness, "seed \(seed)")
        Self.expectAssignments(replication, "seed \(seed)")
        Self.expectScores(replication, measured.layout, plan, "seed \(seed)")
      }
    }
  }

  static func expectAssignments(_ replication: ReplicationTally, _ name: Comment) {
    let answered = replication.streams.map(\.answered)
    #expect(replication.streamAssignments.map(\.answered) == answered, name)
    let byGroup = replication.groups.map(\.answered)
    #expect(replication.groupAssignments.map(\.answered) == byGroup, name)
    for cell in replication.streamAssignments + replication.groupAssignments {
      #expect(cell.overtakes <= cell.answered, name)
      #expect(cell.regretFreeBillionths >= 0, name)
      #expect(cell.regretFreeBillionths <= cell.regretOnShiftBillionths, name)
    }
    for cell in replication.fairness where cell.agents > 0 {
      #expect((1 - 1e-9...cell.agents + 1e-9).contains(cell.weightedIndex), name)
    }
  }

  /// The router's score of a cell is the plan's language × document, the branch found anew.
  static func expectScores(
    _ replication: ReplicationTally, _ layout: TallyLayout, _ plan: Plan, _ name: Comment
  ) {
    for (index, cell) in replication.scores.enumerated() where cell.answered > 0 {
      let route = layout.routes[index / layout.groups / (layout.rings + 1)]
      let ring = index / layout.groups % (layout.rings + 1)
      let page = plan.demand[route.page]
      let group = plan.agents[index % layout.groups]
      let digits = plan.routing.rings.prefix(ring).compactMap(\.documentDigits).min() ?? 8
      let branch = group.decidingBranch(for: page.document, agreeingIn: digits)
      let language = group.languages.first { $0.skill == page.language }?.level ?? .nan
      let agreeing = Double(branch?.skill.agreeingDigits(with: page.document) ?? 0)
      let whole = Double(branch?.skill.digits ?? 0)
      let nearness = whole > 0 ? agreeing / whole : 1
      let score = Double(cell.scoreBillionths) / Double(cell.answered) / 1e9
      let expected = language * (branch?.level ?? .nan) * nearness
      #expect(abs(score - expected) < 2e-9, name)
    }
  }

  @Test("whoever is chosen by the best match leaves no better agent free")
  func bestMatch() throws {
    let run = try Tiny(
      """
      length: 2h
      replications: 4
      demand:
        - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 200/h},
           patience: {exponential: {mean: 2m}}, effort: {exponential: {mean: 3m}}}
        - {name: b, code: {language: ko, document: "53111601"}, arrivals: {rate: 100/h},
           effort: {exponential: {mean: 2m}}}
      agents:
        - {name: x, count: 6, languages: {ko: 0.9}, documents: {"4321": 1}}
        - {name: y, count: 6, languages: {ko: 1}, documents: {"*": 0.6}, concurrency: 2}
        - {name: z, count: 3, languages: {ko: 0.7}, documents: {"5311": 0.9, "43": 1}}
      routing:
        choose-agent: best-match
        rings: [{after: 20s, document-digits: 2}]
      """)
    let tally = Simulation(run.plan, detail: .assignments).run(threads: 1)
    let cells = tally.replications.flatMap(\.streamAssignments)
    #expect(cells.allSatisfy { $0.regretFreeBillionths == 0 && $0.overtakes == 0 })
    #expect(cells.contains { $0.regretOnShiftBillionths > 0 })
  }
}
