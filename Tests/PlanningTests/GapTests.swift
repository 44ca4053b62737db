// The gaps of many checks of a sound engine: as a normal variable has them, no more, no less.

import Consulting
import Foundation
@testable import Planning
@testable import Reports
import Scenarios
import Testing
import VirtualTime

@Suite("The gaps of a sound engine") struct GapTests {
  /// Queues of each kind.
  static let models: [NearestModel] = [
    model(1, rate: 0.6), model(4, rate: 3), model(3, rate: 3.3, patience: 60),
    model(12, rate: 12, patience: 150), model(2, rate: 1.8, patience: 30, limit: 5),
    model(5, rate: 6, limit: 9), model(2, chats: 3, rate: 5.5, patience: 90),
  ]

  /// - Parameter rate: customers a minute, which is the mean effort.
  private static func model(
    _ agents: Int, chats: Int = 1, rate: Double, patience: Double? = nil, limit: Int? = nil
  ) -> NearestModel {
    NearestModel(
      agents: agents, chatsAtOnce: chats, arrivalsPerSecond: rate / 60,
      meanEffort: SimulationTime(seconds: 60),
      meanPatience: patience.map { SimulationTime(seconds: $0) }, limit: limit,
      within: SimulationTime(seconds: 20), span: nil, simplifications: [])
  }

  /// The gaps of one check, by figure.
  private static func check(_ model: NearestModel, seed: UInt64, contacts: Double) throws
    -> MachineryCheck
  {
    let exact = try #require(model.exact)
    let memory = SampleSize.relaxationSeconds(of: model)
    let size = SampleSize(
      replications: 40, warmup: SimulationTime(seconds: SampleSize.settling * memory),
      counted: SimulationTime(seconds: contacts / 40 / model.arrivalsPerSecond),
      spells: contacts / model.arrivalsPerSecond / memory)
    let plan = try model.plan(size, exact: exact, seed: seed, draws: .first)
    let tally = Simulation(plan).run(threads: 2)
    return MachineryCheck(
      of: model, exact: exact, plan: plan, tally: tally, spells: size.spells)
  }

  @Test("arouse no suspicion where everybody waits and an idle place is never seen")
  func surge() throws {
    let surge = Self.model(46, chats: 3, rate: 240, patience: 44, limit: 200)
    let exact = try #require(surge.exact)
    let delayed = try #require(exact[.figure(.delayed)])
    #expect(delayed < 1 && delayed > 1 - 1e-6)
    let check = try Self.check(surge, seed: 1, contacts: 20_000)
    #expect(check.suspicions.isEmpty, "\(check.figures)")
    #expect(check.figures.contains { $0.metric == .figure(.waitMean) })
  }

  @Test("have mean 0 and standard deviation 1 in each kind of queue", arguments: models)
  func standardNormal(model: NearestModel) throws {
    let isLong = ProcessInfo.processInfo.environment["SANGDAM_LONG"] == "1"
    var gaps: [Double] = []
    var suspicions = 0
    let count = isLong ? 2_000 : 30
    for seed in 1...count {
      let check = try Self.check(model, seed: UInt64(seed), contacts: isLong ? 50_000 : 8_000)
      gaps += check.figures.filter { $0.standardError > 0 }.map(\.gap)
      suspicions += check.suspicions.count
    }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let deviation = (gaps.reduce(0) { $0 + $1 * $1 } / Double(gaps.count)).squareRoot()
    let largest = gaps.map(\.magnitude).max() ?? 0
    let facts =
      "\(model.notation): \(gaps.count) gaps, mean \(mean), root mean square "
      + "\(deviation), largest \(largest), \(suspicions) beyond the bound"
    if isLong { print(facts) }
    // The figures of one check hang together: at least `count` are independent.
    let reach = 4 / Double(count).squareRoot()
    // In a small check of a full queue the few who do not wait, and idle places, are too rare.
    #expect(gaps.count >= 2 * count, Comment(rawValue: facts))
    #expect(abs(mean) < reach && abs(deviation - 1) < reach, Comment(rawValue: facts))
    #expect(suspicions <= 1 + count / 500, Comment(rawValue: facts))
  }
}
