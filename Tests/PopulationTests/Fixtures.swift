// Arrivals and busyness as the tests make them.

import Consulting
@testable import Population
@testable import Scenarios

let hour = SimulationTime(nanoseconds: 3_600_000_000_000)

func hours(_ number: Double) -> SimulationTime {
  SimulationTime(nanoseconds: Int64(number * 3.6e12))
}

extension ArrivalSource {
  /// All arrivals of a stream, at most a million.
  static func times(
    _ arrivals: Arrivals, busyness: Busyness? = nil, name: String = "stream",
    length: SimulationTime = hour, seed: UInt64 = 1, replication: Int = 0,
    tables: DrawTables
  ) -> [SimulationTime] {
    var source = ArrivalSource(
      arrivals, busyness: busyness, name: name, length: length, seed: seed,
      replication: replication, tables: tables)
    var times: [SimulationTime] = []
    while times.count < 1_000_000 {
      let next = source.next()
      if next == .never { break }
      times.append(next)
    }
    return times
  }
}

extension Busyness {
  static func gamma(_ shape: Double, group: String) -> Busyness {
    Busyness(gammaShape: shape, group: group, within: nil)
  }

  static func within(every: SimulationTime, cv: Double, correlation: Double) -> Busyness {
    Busyness(
      gammaShape: nil, group: "group",
      within: BusynessWithin(
        every: every, coefficientOfVariation: cv, correlation: correlation))
  }
}
