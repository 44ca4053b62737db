// Agents with several chats at once as a Markov chain, built state by state and solved exactly.

import Consulting

/// Like agents with several places, Poisson arrivals, exponential efforts, patience and wrap-ups,
/// a limit on customers inside. Shares no code with the engine: agents are a list in the order of
/// their last turn, and the stationary probabilities come from Gaussian elimination.
struct ChatChain {
  /// Of one agent.
  struct Places: Hashable {
    var open = 0
    var wrapUps = 0
    var held: Int { open + wrapUps }
  }

  /// Agents in the order of their turns (end of the last chat, or last assignment), and the line.
  struct State: Hashable {
    var agents: [Places]
    var waiting = 0
    var inside: Int { waiting + agents.reduce(0) { $0 + $1.open } }
  }

  var agents: Int
  var rule: AgentChoice
  /// Speed of each chat when 1, 2, … are open.
  var speed: [Double]
  /// Per minute.
  var arrivals: Double
  /// Efforts ended per minute at speed 1.
  var service = 1.0
  /// Waiting customers who leave, per minute.
  var leaving = 0.0
  /// Wrap-ups ended per minute; nil = there are none.
  var wrapUp: Double?
  /// Waiting and in service.
  var limit: Int

  /// Where an arrival goes: every agent with room whom the rule may pick, alike.
  private func choices(_ state: State) -> [Int] {
    let free = state.agents.indices.filter { state.agents[$0].held < speed.count }
    guard !free.isEmpty else { return [] }
    let open = free.map { state.agents[$0].open }
    switch rule {
    case .random: return free
    case .leastBusy: return Array(free.filter { state.agents[$0].open == open.min() }.prefix(1))
    case .mostBusy: return Array(free.filter { state.agents[$0].open == open.max() }.prefix(1))
    case .longestIdle, .byRank, .bestMatch:
      return [free.first { state.agents[$0].open == 0 } ?? free[0]]
    }
  }

  /// The agent gets one more chat; the turn begins anew.
  private func assigned(_ state: State, _ agent: Int) -> State {
    var next = state
    var places = next.agents.remove(at: agent)
    places.open += 1
    next.agents.append(places)
    return next
  }

  /// The agent has room: the first of the line is taken.
  private func taken(_ state: State, _ agent: Int) -> State {
    guard state.waiting > 0 else { return state }
    var next = state
    next.waiting -= 1
    return assigned(next, agent)
  }

  /// All that can happen in a state, with its rate.
  private func transitions(_ state: State) -> [(State, Double)] {
    var list: [(State, Double)] = []
    let free = choices(state)
    for agent in free { list.append((assigned(state, agent), arrivals / Double(free.count))) }
    var other = state
    if free.isEmpty, state.inside < limit {
      other.waiting += 1
      list.append((other, arrivals))
    }
    if state.waiting > 0, leaving > 0 {
      other = state
      other.waiting -= 1
      list.append((other, leaving * Double(state.waiting)))
    }
    for (agent, places) in state.agents.enumerated() where places.open > 0 {
      let rate = Double(places.open) * speed[places.open - 1] * service
      list.append((ended(state, agent), rate))
    }
    for (agent, places) in state.agents.enumerated() where places.wrapUps > 0 {
      other = state
      other.agents[agent].wrapUps -= 1
      list.append((taken(other, agent), (wrapUp ?? 0) * Double(places.wrapUps)))
    }
    return list
  }

  /// A chat of an agent ends.
  private func ended(_ state: State, _ agent: Int) -> State {
    var next = state
    next.agents[agent].open -= 1
    if wrapUp != nil {
      next.agents[agent].wrapUps += 1
    } else if next.waiting > 0 {
      return taken(next, agent)
    }
    // Without a chat left the turn begins anew.
    if next.agents[agent].open == 0 { next.agents.append(next.agents.remove(at: agent)) }
    return next
  }

  /// What the chain says of the figures of a result.
  struct Figures {
    var occupancy = 0.0
    var concurrency = 0.0
    var slotLoad = 0.0
    var blocking = 0.0
    /// Of those not blocked.
    var delayed = 0.0
    /// Mean wait of those not blocked, minutes.
    var wait = 0.0
    /// Abandoned ÷ offered.
    var abandonment = 0.0
    /// Mean handle time of the answered, minutes.
    var handled = 0.0
    var states = 0
  }

  /// The figures in steady state.
  func figures() -> Figures {
    var index = [State(agents: Array(repeating: Places(), count: agents)): 0]
    var states = Array(index.keys)
    var rates: [[(Int, Double)]] = []
    while rates.count < states.count {
      var row: [(Int, Double)] = []
      for (next, rate) in transitions(states[rates.count]) {
        let place = index[next] ?? states.count
        if place == states.count {
          index[next] = place
          states.append(next)
        }
        row.append((place, rate))
      }
      rates.append(row)
    }
    return figures(states, StationaryChain.probabilities(rates))
  }

  private func figures(_ states: [State], _ probabilities: [Double]) -> Figures {
    var figures = Figures()
    var (busy, withOpen, open, held, full) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (state, probability) in zip(states, probabilities) {
      for places in state.agents {
        if places.held > 0 { busy += probability }
        if places.open > 0 { withOpen += probability }
        open += probability * Double(places.open)
        held += probability * Double(places.held)
      }
      figures.wait += probability * Double(state.waiting)
      let hasRoom = state.agents.contains { $0.held < speed.count }
      if hasRoom { continue }
      if state.inside < limit { full += probability } else { figures.blocking += probability }
    }
    let admitted = 1 - figures.blocking
    figures.abandonment = leaving * figures.wait / arrivals
    figures.handled = open / (arrivals * (admitted - figures.abandonment))
    figures.wait /= arrivals * admitted
    figures.delayed = full / admitted
    figures.occupancy = busy / Double(agents)
    figures.concurrency = open / withOpen
    figures.slotLoad = held / Double(agents * speed.count)
    figures.states = states.count
    return figures
  }
}

/// The stationary probabilities of a chain in continuous time.
enum StationaryChain {
  /// By the elimination of Grassmann, Taksar and Heyman (1985), which subtracts nothing.
  static func probabilities(_ rates: [[(Int, Double)]]) -> [Double] {
    let count = rates.count
    var matrix = rates.map { row in
      var dense = Array(repeating: 0.0, count: count)
      for (place, rate) in row { dense[place] += rate }
      return dense
    }
    for state in 0..<count { matrix[state][state] = 0 }
    for last in stride(from: count - 1, through: 1, by: -1) {
      let out = matrix[last][..<last].reduce(0, +)
      let from = matrix[last]
      for state in 0..<last where matrix[state][last] > 0 {
        let share = matrix[state][last] / out
        matrix[state][last] = share
        for other in 0..<last where from[other] > 0 { matrix[state][other] += share * from[other] }
      }
    }
    var probabilities = Array(repeating: 0.0, count: count)
    probabilities[0] = 1
    for state in 1..<max(1, count) {
      for other in 0..<state { probabilities[state] += probabilities[other] * matrix[other][state] }
    }
    let sum = probabilities.reduce(0, +)
    return probabilities.map { $0 / sum }
  }
}
