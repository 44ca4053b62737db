// A queue whose arrivals and staff change with time, by Kolmogorov's equations.

import Foundation

/// M(t)/M/n(t)+M: what the forward equations say of each moment, and the backward equations of
/// who arrives then. Times in minutes; integrated by Runge and Kutta's rule of fourth order.
struct VaryingQueue {
  /// What becomes of open chats when the staff gets smaller.
  enum Leaving { case finish, handback }

  /// Arrivals per minute: mean + amplitude · sin(2πt/period).
  var mean: Double
  var amplitude: Double
  var period: Double
  /// Agents, each for `step` minutes; the last count holds.
  var staff: [Int]
  var step: Double
  /// Chats ended and customers leaving per minute and head.
  var service: Double
  var patience: Double
  var leaving: Leaving
  /// Customers inside at most: more never happens.
  var largest = 40
  /// Steps of the integration in a minute.
  var fineness = 8

  /// What happens in one period.
  struct Figures {
    var offered = 0.0
    /// Of those who arrive in it, who wait.
    var delayed = 0.0
    /// Of those who arrive in it, who leave; right for `finish` only.
    var abandoned = 0.0
    /// Agent minutes.
    var busy = 0.0
    var staffed = 0.0
    /// Customer minutes of waiting, whenever they arrived.
    var waiting = 0.0
  }

  func rate(_ time: Double) -> Double { mean + amplitude * sin(2 * .pi * time / period) }

  private typealias Slope = (Double, [Double]) -> [Double]

  private static func advance(
    _ values: [Double], at time: Double, by span: Double, _ slope: Slope
  ) -> [Double] {
    func plus(_ share: Double, _ change: [Double]) -> [Double] {
      zip(values, change).map { $0 + share * $1 }
    }
    let first = slope(time, values)
    let second = slope(time + span / 2, plus(span / 2, first))
    let third = slope(time + span / 2, plus(span / 2, second))
    let fourth = slope(time + span, plus(span, third))
    return values.indices.map {
      let middle = 2 * (second[$0] + third[$0])
      return values[$0] + span / 6 * (first[$0] + middle + fourth[$0])
    }
  }

  /// Probabilities of 0, 1, … customers with the agents on duty.
  private func forward(agents: Int, rate: Double, _ values: [Double]) -> [Double] {
    var slope = Array(repeating: 0.0, count: values.count)
    for inside in 0..<largest {
      let up = rate * values[inside]
      let down = ends(inside + 1, agents) * values[inside + 1]
      slope[inside] += down - up
      slope[inside + 1] += up - down
    }
    return slope
  }

  private func ends(_ inside: Int, _ agents: Int) -> Double {
    service * Double(min(inside, agents)) + patience * Double(max(0, inside - agents))
  }

  /// Going back in time, the chance to leave of who has 0, 1, … customers ahead.
  private func backward(agents: Int, _ values: [Double]) -> [Double] {
    values.indices.map { ahead in
      let next = ahead == 0 ? 0 : values[ahead - 1]
      let served = service * Double(agents) + patience * Double(ahead)
      return patience * (1 - values[ahead]) + served * (next - values[ahead])
    }
  }

  /// The chances to leave at each point of the grid, one list per step of the staff.
  private func chancesToLeave() -> [[[Double]]] {
    var chances: [Double] = []
    let last = staff[staff.count - 1]
    for ahead in 0...largest {
      let stays = service * Double(last) + patience * Double(ahead)
      let before = ahead == 0 ? 0 : chances[ahead - 1]
      chances.append((patience + stays * before) / (patience + stays))
    }
    var grids: [[[Double]]] = []
    for (index, agents) in staff.enumerated().reversed() {
      var grid = [chances]
      for _ in 0..<Int(step) * fineness {
        grid.append(
          Self.advance(grid[grid.count - 1], at: 0, by: 1 / Double(fineness)) { _, values in
            backward(agents: agents, values)
          })
      }
      grids.insert(grid.reversed(), at: 0)
      chances = grid[grid.count - 1]
      // More agents at the beginning of this step take so many who waited before it.
      let more = index > 0 ? max(0, agents - staff[index - 1]) : 0
      chances = chances.indices.map { $0 < more ? 0 : chances[$0 - more] }
    }
    return grids
  }

  /// The figures of periods of so many minutes; the last entry is the drain, up to `end`.
  func figures(every length: Double, until end: Double) -> [Figures] {
    let chances = leaving == .finish ? chancesToLeave() : []
    let close = step * Double(staff.count)
    var periods = Array(repeating: Figures(), count: Int(close / length) + 1)
    var values = Array(repeating: 0.0, count: largest + 1)
    values[0] = 1
    var leavers = 0.0
    let span = 1 / Double(fineness)
    for tick in 0..<Int(end) * fineness {
      let time = Double(tick) * span
      let turn = min(staff.count - 1, Int(time / step + 1e-9))
      let agents = staff[turn]
      if turn > 0, tick == turn * Int(step) * fineness, leaving == .finish {
        leavers += Self.shed(&values, from: staff[turn - 1], to: agents)
      }
      let isOpen = time < close
      let next = Self.advance(values, at: time, by: span) { time, values in
        forward(agents: agents, rate: isOpen ? rate(time) : 0, values)
      }
      let cell = isOpen ? Int(time / length + 1e-9) : periods.count - 1
      let remaining = leavers * exp(-service * span)
      for (values, time, leavers) in [(values, time, leavers), (next, time + span, remaining)] {
        let rate = isOpen ? rate(time) : 0
        let place = Int((time * Double(fineness)).rounded()) - turn * Int(step) * fineness
        let leave = isOpen && leaving == .finish ? chances[turn][place] : nil
        add(values, rate, agents, leavers, leave, weight: span / 2, to: &periods[cell])
      }
      (values, leavers) = (next, remaining)
    }
    return periods
  }

  /// Who is with an agent that goes off duty leaves the queue's chain; how many those are.
  private static func shed(_ values: inout [Double], from before: Int, to after: Int) -> Double {
    var shed = 0.0
    for inside in values.indices {
      let leavers = max(0, min(inside, before) - after)
      if leavers == 0 { continue }
      shed += Double(leavers) * values[inside]
      values[inside - leavers] += values[inside]
      values[inside] = 0
    }
    return shed
  }

  private func add(
    _ values: [Double], _ rate: Double, _ agents: Int, _ leavers: Double, _ leave: [Double]?,
    weight: Double, to figures: inout Figures
  ) {
    figures.offered += weight * rate
    figures.staffed += weight * (Double(agents) + leavers)
    figures.busy += weight * leavers
    for (inside, probability) in values.enumerated() {
      figures.busy += weight * probability * Double(min(inside, agents))
      guard inside >= agents else { continue }
      figures.delayed += weight * rate * probability
      figures.waiting += weight * probability * Double(inside - agents)
      if let leave { figures.abandoned += weight * rate * probability * leave[inside - agents] }
    }
  }
}
