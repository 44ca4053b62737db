// The shipped router against the obvious one, for every combination of rules.

import Consulting
import Routing
import SeededTests
import Testing

@Suite("the router decides as the obvious router does")
struct RouterModelTests {
  /// Every pair of policies; each meets 64 combinations of the other rules in five sizes.
  static let policies = AgentChoice.allCases.flatMap { agent in
    CustomerChoice.allCases.map { (agent, $0) }
  }

  @Test("in every combination of rules, small sizes first", arguments: policies)
  func everyCombination(_ chooseAgent: AgentChoice, _ chooseCustomer: CustomerChoice) throws {
    let steps = RandomTests.isLong ? 20_000 : 32
    var seeds = RandomTests.draws(of: "\(chooseAgent), \(chooseCustomer)")
    for size in Size.steps {
      for combination in Combination.all(chooseAgent, chooseCustomer) {
        try RouterDriver.live(
          RoutingScene(combination, size, seed: seeds.next()), steps: steps)
      }
    }
  }

  /// Agent policies with what lengthens a life: offers or not, one chat at once or three.
  static let longLives = AgentChoice.allCases.flatMap { agent in
    [(agent, false, 1), (agent, false, 3), (agent, true, 1), (agent, true, 3)]
  }

  @Test("when shifts are long and a wrap-up is forgotten", arguments: longLives)
  func longShifts(_ chooseAgent: AgentChoice, _ offers: Bool, _ concurrency: Int) throws {
    var seeds = RandomTests.draws(of: "\(chooseAgent), \(offers), \(concurrency)")
    for groups in 1...2 {
      var scene = RoutingScene(
        Combination(
          chooseAgent: chooseAgent, offers: offers, rings: groups - 1, concurrency: concurrency,
          wrapUps: groups == 2),
        Size(classes: groups, groups: groups, agents: 4, requests: 12), seed: seeds.next())
      scene.table.groups[0].agents = 4
      scene.shiftSteps = 150
      scene.forgetsWrapUps = groups == 2
      scene.isQuiet = groups == 1
      scene.table.inSystemLimit = nil
      scene.resets = false
      try RouterDriver.live(
        scene, steps: RandomTests.isLong ? 1_000_000 : groups == 1 ? 5000 : 1500)
    }
  }

  @Test("when the agents of a tier fill many words of hints", arguments: longLives)
  func manyAgents(_ chooseAgent: AgentChoice, _ offers: Bool, _ concurrency: Int) throws {
    var seeds = RandomTests.draws(of: "\(chooseAgent), \(offers), \(concurrency), many")
    for shiftSteps in [2, 9] {
      var scene = RoutingScene(
        Combination(
          chooseAgent: chooseAgent, offers: offers, concurrency: concurrency, wrapUps: true),
        Size(classes: 1, groups: 2, agents: 4, requests: 300), seed: seeds.next())
      scene.table.groups[0].agents = 330
      scene.resets = false
      scene.shiftSteps = shiftSteps
      scene.table.inSystemLimit = nil
      try RouterDriver.live(scene, steps: RandomTests.isLong ? 20_000 : 500)
    }
  }

  @Test("when lines fill up, are squeezed and grow", arguments: CustomerChoice.allCases)
  func linesFillUp(_ chooseCustomer: CustomerChoice) throws {
    var seeds = RandomTests.draws(of: "\(chooseCustomer)")
    for offers in [false, true] {
      var scene = RoutingScene(
        Combination(chooseCustomer: chooseCustomer, offers: offers, rings: 1, wrapUps: true),
        Size(classes: 1, groups: 1, agents: 1, requests: 110), seed: seeds.next())
      scene.table.inSystemLimit = nil
      scene.resets = false
      let full = try RouterDriver.live(scene, steps: RandomTests.isLong ? 100_000 : 600)
      #expect(full > 1, "lines were full \(full) times; seed \(scene.seed)")
    }
  }
}
