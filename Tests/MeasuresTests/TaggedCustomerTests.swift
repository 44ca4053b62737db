// The wait of one customer followed through the queue, by an independent method.

import Measures
import SeededTests
import Testing

/// A small M/M/n/K+M, solved without any formula: its balance equations by elimination, its waits
/// by integrating the equations of a tagged customer's place in the line.
private struct SmallQueue {
  let arrivals, service, leaving: Double
  let agents, limit: Int

  /// The stationary probabilities, by Gaussian elimination with partial pivoting.
  func stationary() -> [Double] {
    let states = limit + 1
    var rows = Array(repeating: Array(repeating: 0.0, count: states + 1), count: states)
    for state in 0..<states {
      let down = Double(min(state, agents)) * service + Double(max(0, state - agents)) * leaving
      if state < limit {
        rows[state][state] -= arrivals
        rows[state + 1][state] += arrivals
      }
      if state > 0 {
        rows[state][state] -= down
        rows[state - 1][state] += down
      }
    }
    rows[0] = Array(repeating: 1, count: states + 1)
    for column in 0..<states {
      let pivot = (column..<states).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
      rows.swapAt(column, pivot)
      for row in 0..<states where row != column {
        let factor = rows[row][column] / rows[column][column]
        for place in column...states { rows[row][place] -= factor * rows[column][place] }
      }
    }
    return (0..<states).map { rows[$0][states] / rows[$0][$0] }
  }

  /// P(answered within the time), P(still waiting then) of all offered, by fourth-order
  /// Runge–Kutta steps over the tagged customer's place.
  func waits(seconds: Double, steps: Int = 400) -> (answered: Double, waiting: Double) {
    let probabilities = stationary()
    // Place k = customers that must go before him, from 1; place 0 is an agent.
    var places = Array(repeating: 0.0, count: max(2, limit - agents + 1))
    for state in 0..<limit { places[max(0, state - agents + 1)] += probabilities[state] }
    func slope(_ places: [Double]) -> [Double] {
      var slope = Array(repeating: 0.0, count: places.count)
      for place in 1..<places.count {
        let onwards = (Double(agents) * service + Double(place - 1) * leaving) * places[place]
        slope[place - 1] += onwards
        slope[place] -= onwards + leaving * places[place]
      }
      return slope
    }
    func moved(_ slope: [Double], by step: Double) -> [Double] {
      zip(places, slope).map { $0 + step * $1 }
    }
    let step = seconds / Double(steps)
    for _ in 0..<steps {
      let first = slope(places)
      let second = slope(moved(first, by: step / 2))
      let third = slope(moved(second, by: step / 2))
      let fourth = slope(moved(third, by: step))
      for place in places.indices {
        places[place] +=
          step / 6 * (first[place] + 2 * second[place] + 2 * third[place] + fourth[place])
      }
    }
    return (places[0], places.dropFirst().reduce(0, +))
  }
}

@Test("blocking, service level and tail agree with a tagged customer's equations")
func taggedCustomer() throws {
  var random = SeededDraws(seed: 11)
  for _ in 0..<30 {
    let agents = Int.random(in: 1...5, using: &random)
    let small = SmallQueue(
      arrivals: Double.random(in: 0.2...8, using: &random),
      service: Double.random(in: 0.3...2, using: &random),
      leaving: Bool.random(using: &random) ? 0 : Double.random(in: 0.1...3, using: &random),
      agents: agents, limit: agents + Int.random(in: 0...7, using: &random))
    let queue = try #require(
      ErlangA(
        arrivalsPerSecond: small.arrivals, meanServiceSeconds: 1 / small.service,
        meanPatienceSeconds: small.leaving > 0 ? 1 / small.leaving : .infinity,
        agents: agents, inSystemAtMost: small.limit))
    let seconds = Double.random(in: 0.05...2, using: &random)
    let (answered, waiting) = small.waits(seconds: seconds)
    let facts: Comment = "seed 11: \(small), \(seconds) s"
    let admitted = 1 - queue.blockingProbability
    #expect(abs(queue.blockingProbability - (small.stationary().last ?? -1)) < 1e-12, facts)
    #expect(abs(queue.serviceLevel(withinSeconds: seconds) - answered) < 1e-8, facts)
    #expect(abs((queue.waitExceeds(seconds: seconds) ?? -1) * admitted - waiting) < 1e-8, facts)
  }
}
