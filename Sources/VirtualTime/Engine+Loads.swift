// Who is staffed and who is busy, of each group and of each agent.

import Rings
import Tallies

extension Engine {
  @inline(__always) func beginBusy(_ agent: Int, _ group: Int) {
    loads[group].busy.begin(now)
    agentLoads[agent].busy.begin(now)
  }

  @inline(__always) func endBusy(_ agent: Int, _ group: Int) {
    loads[group].busy.end(now)
    agentLoads[agent].busy.end(now)
  }

  func beginStaffed(_ agent: Int, _ group: Int) {
    loads[group].staffed.begin(now)
    agentLoads[agent].staffed.begin(now)
  }

  @inline(__always) func endStaffed(_ agent: Int, _ group: Int) {
    loads[group].staffed.end(now)
    agentLoads[agent].staffed.end(now)
  }

  /// Agents are compared over the whole window: their integrals begin with its first period and
  /// are written down after its last.
  func cutAgents(before next: Int) {
    guard next == 0 || next == rules.periods else { return }
    for group in 0..<groups.count {
      let first = groups[group].firstAgent
      var (agents, sum, squares) = (0, 0.0, 0.0)
      for agent in first..<first + groups[group].agents {
        let staffed = Double(agentLoads[agent].staffed.cut(now))
        let occupancy = Double(agentLoads[agent].busy.cut(now)) / max(staffed, 1)
        guard staffed > 0 else { continue }
        agents += 1
        sum += occupancy
        squares += occupancy * occupancy
      }
      guard next == rules.periods else { continue }
      counts.fairness[group] = FairnessTally(agents: agents, sum: sum, squares: squares)
    }
  }
}
