// Which worker has which streams, and how many customers of each he plays when saturated.

import Consulting
import Scenarios

/// The work of a run, shared out.
struct WorkShare: Sendable {
  /// Streams of each worker.
  let streams: [[Int]]
  /// Places of the pool that each worker owns.
  let range: Int
  /// Events that each worker can log.
  let loggedEvents: Int
  private let weights: [Double]

  /// Places of a pool at most, and events of a log.
  private static let mostPlaces = 1 << 18
  private static let mostEvents = 1 << 20

  init(_ model: ProfileModel, workers: Int) {
    let plan = model.plan
    let weights = plan.demand.map { $0.arrivals.roughCount(length: plan.length) }
    self.weights = weights
    // The busiest stream first, each to whoever has least to do.
    var streams = [[Int]](repeating: [], count: workers)
    var loads = [Double](repeating: 0, count: workers)
    for stream in weights.indices.sorted(by: { weights[$0] > weights[$1] }) {
      let worker = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      streams[worker].append(stream)
      loads[worker] += weights[stream]
    }
    self.streams = streams
    if model.isSaturated {
      // Twice as many customers as places: somebody waits, always.
      range = max(1, min(Self.mostPlaces, (2 * model.placeCount + workers - 1) / workers))
      loggedEvents = Self.mostEvents
    } else {
      let covered = Double(model.end) / 1e9 * model.speed / max(plan.length.seconds, 1e-9)
      let most = (loads.max() ?? 0) * min(1, covered * 3)
      range = min(Self.mostPlaces, Int(most * 1.5) + 1024)
      loggedEvents = min(Self.mostEvents, (Int(most * 1.5) + 1024 + model.agentCount) * 6)
    }
  }

  /// The stream of each place of a saturated worker: every stream has some, as many as its share
  /// of the customers.
  func placeStreams(_ places: Int, of worker: Int) -> [UInt16] {
    let total = max(weights.reduce(0, +), 1e-9)
    var owed = weights.map { _ in 0.0 }
    return (0..<places).map { place in
      for stream in owed.indices { owed[stream] += weights[stream] / total + 1e-9 }
      let next = owed.indices.max { owed[$0] < owed[$1] } ?? 0
      owed[next] -= 1
      return UInt16(next)
    }
  }
}
