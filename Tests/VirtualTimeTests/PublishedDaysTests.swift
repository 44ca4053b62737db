// Days that others have simulated and printed, in small: our interval meets the published one.
// The figures at length: docs/studies/published-days.md.

import Foundation
import Scenarios
import Tallies
import Testing
import VirtualTime

/// A figure of a publication, with the ends of its interval.
private struct Published {
  var name: String
  var low: Double
  var high: Double

  /// Two standard errors to both sides of ours overlap with it; ours is narrow enough to miss it.
  func expectMet(
    by estimate: Estimate, within precision: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let ours = (
      low: estimate.mean - 2 * estimate.standardError,
      high: estimate.mean + 2 * estimate.standardError
    )
    let facts: Comment = "\(name): \(ours.low)–\(ours.high), published \(low)–\(high)"
    #expect(ours.low <= high && low <= ours.high, facts, sourceLocation: sourceLocation)
    #expect(
      estimate.standardError <= precision * estimate.mean, facts, sourceLocation: sourceLocation)
  }
}

@Suite("published days", .serialized) struct PublishedDaysTests {
  /// A shipped scenario over so many days, `long` where the tests take their time.
  private static func run(
    _ name: String, days: Int, long: Int, _ overrides: String...
  ) throws -> RunTally {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let all = overrides + ["replications=\(Length.isLong ? long : days)"]
    let plan = try Plan(
      checking: .read(path: root.appending(path: "scenarios/\(name).yaml").path),
      overrides: all.map { Override($0) })
    let tally = Simulation(plan).run(threads: 2)
    expectConservation(tally, name)
    return tally
  }

  /// Customers within the threshold ÷ customers of all streams.
  private static func level(
    _ tally: RunTally, _ part: (ThresholdTally) -> Int64,
    of whole: (CustomerTally, ThresholdTally) -> Int64
  ) -> Estimate {
    Estimate(
      tally.replications.map { day in day.streamThresholds.reduce(0) { $0 + Double(part($1)) } },
      over: tally.replications.map { day in
        zip(day.streams, day.streamThresholds).reduce(0) { $0 + Double(whole($1.0, $1.1)) }
      })
  }

  @Test("the SSJ guide's call centre has the guide's waits, on wild days and on calm ones")
  func callCenter() throws {
    let wild = try Self.run("published-call-center", days: 120, long: 1_000)
    Published(name: "wait", low: 10.060, high: 13.608).expectMet(
      by: wild.seconds(\.waitNanoseconds, per: \.offered), within: 0.3)
    Published(name: "lost", low: 0.0311, high: 0.0374).expectMet(
      by: wild.share(\.abandoned, of: \.offered), within: 0.2)
    let shapes = (0..<2).map { "demand.\($0).busyness.gamma.shape=400" }
    let calm = try Self.run(
      "published-call-center", days: 160, long: 10_000, shapes[0], shapes[1])
    Published(name: "calm wait", low: 4.680, high: 4.746).expectMet(
      by: calm.seconds(\.waitNanoseconds, per: \.offered), within: 0.04)
    Published(name: "calm lost", low: 0.0195, high: 0.0205).expectMet(
      by: calm.share(\.abandoned, of: \.offered), within: 0.04)
    Published(name: "calm waits below 20 s", low: 0.924, high: 0.925).expectMet(
      by: Self.level(
        calm, { $0.answeredWithin + $0.abandonedWithin }, of: { all, _ in all.offered }),
      within: 0.01)
  }

  /// Customers answered within 20 s by kind and period, as printed with SimpleMSK.
  private static let multiSkill = [
    (164.338, 175.970), (594.159, 604.509), (254.597, 271.275), (506.276, 517.020),
    (250.178, 269.434), (607.586, 619.878),
  ]
  /// … with SimpleMSKWithRerouting.
  private static let rerouting = [
    (296.876, 300.614), (590.151, 600.389), (380.066, 386.340), (498.975, 509.205),
    (229.176, 248.840), (605.491, 617.609),
  ]

  @Test("two multi-skill days have the published service level and customers answered in time")
  func multiSkill() throws {
    for (name, level, cells) in [
      ("published-multi-skill", (0.494, 0.509), Self.multiSkill),
      ("published-rerouting", (0.572, 0.587), Self.rerouting),
    ] {
      let tally = try Self.run(name, days: 80, long: 1_000)
      Published(name: name, low: level.0, high: level.1).expectMet(
        by: Self.level(tally, \.answeredWithin) { $0.offered - $1.abandonedWithin },
        within: 0.05)
      // Three streams a kind, one a period; the third period has another rule of leaving.
      for (cell, interval) in cells.enumerated() {
        let stream = cell / 2 * 3 + cell % 2
        Published(name: "\(name), stream \(stream)", low: interval.0, high: interval.1).expectMet(
          by: Estimate(
            tally.replications.map { Double($0.streamThresholds[stream].answeredWithin) }),
          within: 0.1)
      }
    }
  }
}
