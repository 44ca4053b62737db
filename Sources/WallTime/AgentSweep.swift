// The agents' part of the log: who is there, who has room, and for how long.

import Routing
import Tallies

/// Agents as the log has them, and their time integrals within the window.
struct AgentSweep {
  private struct Agent {
    var group: Int32
    var concurrency: Int32
    var held: Int32 = 0
    var chats: Int32 = 0
    var isOnDuty = false
    var roomSince: Int64 = 0
    /// Since when he is as he is, and his time so far within the window.
    var since: Int64 = 0
    var staffed: Int64 = 0
    var busy: Int64 = 0

    var hasRoom: Bool { isOnDuty && held < concurrency }
    var isStaffed: Bool { isOnDuty || held > 0 }
  }

  /// Levels of a group, and since when.
  private struct Levels {
    var onDuty: Int64 = 0
    var staffed: Int64 = 0
    var busy: Int64 = 0
    var withOpenChat: Int64 = 0
    var chats: Int64 = 0
    var taken: Int64 = 0
    var places: Int64 = 0
    var withRoom: Int64 = 0
    var since: Int64 = 0
  }

  private var agents: [Agent] = []
  private var firstOf: [Int] = []
  private var levels: [Levels]
  private let span: Range<Int64>
  /// By group, nanoseconds of the wall clock.
  private(set) var integrals: [AgentTally]

  /// Nobody is there.
  ///
  /// - Parameter end: integrals are worked out up to there.
  init(_ model: ProfileModel, until end: Int64) {
    for (index, group) in model.routing.groups.enumerated() {
      firstOf.append(agents.count)
      let agent = Agent(group: Int32(index), concurrency: Int32(group.concurrency))
      agents += Array(repeating: agent, count: group.agents)
    }
    firstOf.append(agents.count)
    levels = Array(repeating: Levels(), count: model.routing.groups.count)
    integrals = Array(repeating: AgentTally(), count: levels.count)
    span = min(model.warmup, end)..<end
  }

  /// Since when an agent has room, or had when he had it last.
  func roomSince(_ agent: Int) -> Int64 { agents[agent].roomSince }

  /// The agent's group.
  func group(of agent: Int) -> Int { Int(agents[agent].group) }

  /// Whether anybody of a group is on duty, and whether anybody of it has room.
  func isOnDuty(_ group: Int) -> Bool { levels[group].onDuty > 0 }
  func hasRoom(_ group: Int) -> Bool { levels[group].withRoom > 0 }

  /// Agents of a group on duty, those with room, and those who had it longer than the one chosen.
  ///
  /// He himself is of both, whatever the log says: it goes by when things were due, and a thread
  /// that is late chooses one whose shift was due to end before.
  /// - Complexity: O(agents of the group).
  func counts(_ group: Int, longerThan chosen: Int) -> (onDuty: Int, withRoom: Int, longer: Int) {
    var counts = (onDuty: 0, withRoom: 0, longer: 0)
    let since = agents[chosen].roomSince
    for agent in firstOf[group]..<firstOf[group + 1]
    where agent == chosen || agents[agent].isOnDuty {
      counts.onDuty += 1
      guard agent == chosen || agents[agent].hasRoom else { continue }
      counts.withRoom += 1
      if agents[agent].roomSince < since { counts.longer += 1 }
    }
    return counts
  }

  /// Plays one event of an agent; the group and whether it has room, if that changed.
  mutating func change(_ event: LoggedEvent) -> (group: Int, hasRoom: Bool)? {
    let place = Int(event.subject)
    addUp(agent: place, until: event.time)
    let before = agents[place]
    let group = Int(before.group)
    var after = before
    switch event.kind {
    case .signedOn: after.isOnDuty = true
    case .signedOff: after.isOnDuty = false
    case .ended: after.chats -= 1
    case .freed:
      after.held -= 1
      if event.detail == 0 { after.chats -= 1 }
    case .delivered:
      after.held += 1
      after.chats += 1
    case .due, .widened, .left: return nil
    }
    if after.hasRoom, !before.hasRoom { after.roomSince = event.time }
    agents[place] = after
    addUp(group, until: event.time)
    let hadRoom = levels[group].withRoom > 0
    move(group, from: before, to: after)
    let hasRoom = levels[group].withRoom > 0
    return hadRoom == hasRoom ? nil : (group, hasRoom)
  }

  private mutating func move(_ group: Int, from before: Agent, to after: Agent) {
    func step(_ a: Bool, _ b: Bool) -> Int64 { (b ? 1 : 0) - (a ? 1 : 0) }
    levels[group].onDuty += step(before.isOnDuty, after.isOnDuty)
    levels[group].staffed += step(before.isStaffed, after.isStaffed)
    levels[group].places += step(before.isStaffed, after.isStaffed) * Int64(after.concurrency)
    levels[group].busy += step(before.held > 0, after.held > 0)
    levels[group].withOpenChat += step(before.chats > 0, after.chats > 0)
    levels[group].chats += Int64(after.chats - before.chats)
    levels[group].taken += Int64(after.held - before.held)
    levels[group].withRoom += step(before.hasRoom, after.hasRoom)
  }

  /// The end: integrals are complete.
  mutating func close() {
    for group in levels.indices { addUp(group, until: span.upperBound) }
    for agent in agents.indices { addUp(agent: agent, until: span.upperBound) }
  }

  /// How evenly the agents of each group were busy; after the end.
  var fairness: [FairnessTally] {
    levels.indices.map { group in
      let shares = agents[firstOf[group]..<firstOf[group + 1]].filter { $0.staffed > 0 }
        .map { Double($0.busy) / Double($0.staffed) }
      return FairnessTally(
        agents: shares.count, sum: shares.reduce(0, +),
        squares: shares.reduce(0) { $0 + $1 * $1 })
    }
  }

  private mutating func addUp(agent place: Int, until time: Int64) {
    let agent = agents[place]
    agents[place].since = time
    let length = min(time, span.upperBound) - max(agent.since, span.lowerBound)
    guard length > 0 else { return }
    if agent.isStaffed { agents[place].staffed += length }
    if agent.held > 0 { agents[place].busy += length }
  }

  private mutating func addUp(_ group: Int, until time: Int64) {
    let level = levels[group]
    levels[group].since = time
    let from = max(level.since, span.lowerBound)
    let length = min(time, span.upperBound) - from
    guard length > 0 else { return }
    let times = { (level: Int64) in Double(level * length) }
    integrals[group].staffedNanoseconds += times(level.staffed)
    integrals[group].busyNanoseconds += times(level.busy)
    integrals[group].withOpenChatNanoseconds += times(level.withOpenChat)
    integrals[group].openChatNanoseconds += times(level.chats)
    integrals[group].placesTakenNanoseconds += times(level.taken)
    integrals[group].placesStaffedNanoseconds += times(level.places)
  }
}
