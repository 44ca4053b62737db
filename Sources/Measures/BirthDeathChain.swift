// The numbers in the system of M/M/n/K+M, as probabilities in steady state.

/// The stationary probabilities of a birth–death chain whose customers are served by `agents`,
/// leave when they wait too long, and are blocked at a limit.
struct BirthDeathChain {
  let agents: Int
  let limit: Int?
  /// The state of the first probability; states below it are practically impossible.
  let lowest: Int
  /// From `lowest` upwards, summing to 1.
  let probabilities: [Double]

  /// What is less likely than 2⁻²⁰⁰ of the most likely state is left out.
  private static let negligible = 0x1p-200
  /// More states than this are not described.
  private static let mostStates = 1 << 24

  /// Nil when too many states matter.
  init?(
    arrivalsPerSecond: Double, serviceRate: Double, leavingRate: Double, agents: Int, limit: Int?
  ) {
    self.agents = agents
    self.limit = limit
    func departures(_ state: Int) -> Double {
      Double(min(state, agents)) * serviceRate + Double(max(0, state - agents)) * leavingRate
    }
    let mode = Self.mode(
      arrivalsPerSecond, serviceRate: serviceRate, leavingRate: leavingRate, agents: agents,
      limit: limit)
    var below: [Double] = []
    var weight = 1.0
    var state = mode
    while state > 0, weight > Self.negligible {
      guard below.count < Self.mostStates else { return nil }
      weight *= departures(state) / arrivalsPerSecond
      below.append(weight)
      state -= 1
    }
    lowest = state
    var weights = Array(below.reversed())
    weight = 1
    state = mode
    while weight > Self.negligible {
      guard weights.count < Self.mostStates else { return nil }
      weights.append(weight)
      if state == limit { break }
      state += 1
      weight *= arrivalsPerSecond / departures(state)
    }
    let sum = Self.sum(weights)
    probabilities = weights.map { $0 / sum }
  }

  /// The last state that the chain enters faster than it leaves it.
  private static func mode(
    _ arrivals: Double, serviceRate: Double, leavingRate: Double, agents: Int, limit: Int?
  ) -> Int {
    let highest = Double(limit ?? 1 << 52)
    let excess = arrivals - Double(agents) * serviceRate
    if excess <= 0 { return Int(min(highest, arrivals / serviceRate)) }
    return Int(min(highest, Double(agents) + excess / leavingRate))
  }

  /// The sum with Neumaier's compensation: a thousand small terms lose no digits.
  private static func sum(_ terms: [Double]) -> Double {
    var sum = 0.0
    var lost = 0.0
    for term in terms {
      let next = sum + term
      lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
      sum = next
    }
    return sum + lost
  }
}
