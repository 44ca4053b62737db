// The counters of one replication, on raw storage, in the cells of the layout.

import Consulting
import Measures
import Rings
import Tallies

/// What the event loop counts into: a cell for each period of arrival and stream, so that a
/// customer is counted once. Streams and periods are summed up at the end.
struct Counts: ~Copyable {
  let layout: TallyLayout
  /// Row per period of arrival, streams within it.
  let cells: Block<CustomerTally>
  /// Row per cell: its thresholds, in the layout's order.
  let cellThresholds: Block<ThresholdTally>
  let groups: Block<AgentTally>
  let periodAgents: Block<AgentTally>
  let thresholds: Block<Int64>
  /// Answered by group: row per route and ring where those are told apart, else per stream, else
  /// a single row for all.
  let matches: Block<MatchTally>
  /// Groups per row of `matches`; 0 where there is a single row.
  let matchStride: Int
  /// Row per stream: answered by ring. Without rings the streams' own counts say as much.
  let rings: Block<MatchTally>
  /// Row per group that asked: joined by group.
  let helps: Block<Int64>
  /// The layout's routes, and by stream the first of those that lead to other pages.
  let routes: Block<MatchRoute>
  let firstPassedOn: Block<Int>
  /// Assignments by stream, then by group; none unless they are measured.
  let assignments: Block<AssignmentTally>
  let fairness: Block<FairnessTally>
  /// A single place: all customers of the window.
  let hindsight: Block<HindsightTally>

  init(_ layout: TallyLayout) {
    self.layout = layout
    let cellCount = layout.periods.count * layout.streams
    cells = Block(count: cellCount, repeating: CustomerTally())
    cellThresholds = Block(
      count: cellCount * layout.thresholds.count, repeating: ThresholdTally())
    groups = Block(count: layout.groups, repeating: AgentTally())
    periodAgents = Block(count: layout.periods.count, repeating: AgentTally())
    thresholds = Block(layout.thresholds.map(\.nanoseconds))
    let matchRows =
      layout.keepsScores
      ? layout.routes.count * (layout.rings + 1) : layout.keepsMatches ? layout.streams : 1
    matches = Block(count: matchRows * layout.groups, repeating: MatchTally())
    matchStride = layout.keepsMatches || layout.keepsScores ? layout.groups : 0
    let ringCells = layout.keepsRings && layout.rings > 0 ? layout.streams * (layout.rings + 1) : 0
    rings = Block(count: ringCells, repeating: MatchTally())
    helps = Block(count: layout.keepsHelps ? layout.groups * layout.groups : 0, repeating: 0)
    routes = Block(layout.routes)
    firstPassedOn = Block(
      (0..<layout.streams).map { stream in
        layout.routes[layout.streams...].firstIndex { $0.stream == stream } ?? layout.routes.count
      })
    assignments = Block(
      count: layout.measuresAssignments ? layout.streams + layout.groups : 0,
      repeating: AssignmentTally())
    fairness = Block(count: layout.groups, repeating: FairnessTally())
    hindsight = Block(count: 1, repeating: HindsightTally())
  }

  /// The cell of a stream's customers who arrived in a period.
  @inline(__always) func cell(_ stream: Int, _ period: Int) -> Int {
    period &* layout.streams &+ stream
  }

  /// The row of `matches` of a stream's customers who were answered on a page in a ring, where
  /// rows are that fine.
  ///
  /// - Complexity: O(times that a customer is passed on).
  @inline(__always) func row(_ stream: Int, page: Int, ring: Int) -> Int {
    var route = stream
    if page != stream {
      route = firstPassedOn[stream]
      while routes[route].page != page { route &+= 1 }
    }
    return route &* (layout.rings &+ 1) &+ ring
  }

  /// Counts a match, for its row and its group of agents at once.
  @inline(__always) func countMatch(row: Int, _ group: Int, score: Int64) {
    let cell = row &* matchStride &+ group
    matches[cell].answered &+= 1
    matches[cell].scoreBillionths &+= score
  }

  func reset() {
    hindsight.fill(with: HindsightTally())
    matches.fill(with: MatchTally())
    rings.fill(with: MatchTally())
    helps.fill(with: 0)
    assignments.fill(with: AssignmentTally())
    fairness.fill(with: FairnessTally())
    cells.fill(with: CustomerTally())
    cellThresholds.fill(with: ThresholdTally())
    groups.fill(with: AgentTally())
    periodAgents.fill(with: AgentTally())
  }

  /// A copy for the result, summed up by streams and by periods.
  var tally: ReplicationTally {
    var tally = ReplicationTally(layout: layout)
    let thresholdCount = layout.thresholds.count
    for period in layout.periods.indices {
      for stream in 0..<layout.streams {
        let cell = cell(stream, period)
        tally.streams[stream] += cells[cell]
        tally.periods[period] += cells[cell]
        for index in 0..<thresholdCount {
          let counted = cellThresholds[cell * thresholdCount + index]
          tally.streamThresholds[stream * thresholdCount + index] += counted
          tally.periodThresholds[period * thresholdCount + index] += counted
        }
      }
      // What is counted of chats in a period is the same for customers and agents.
      tally.periodAgents[period] = periodAgents[period]
      tally.periodAgents[period].answered = tally.periods[period].answered
      tally.periodAgents[period].handled = tally.periods[period].handled
      tally.periodAgents[period].scoreBillionths = tally.periods[period].scoreBillionths
      tally.periodAgents[period].handleNanoseconds = tally.periods[period].handleNanoseconds
    }
    for group in tally.groups.indices { tally.groups[group] = groups[group] }
    tally.hindsight = hindsight[0]
    addMatches(to: &tally)
    return tally
  }

  private func addMatches(to tally: inout ReplicationTally) {
    for cell in 0..<matches.count {
      tally.groups[cell % layout.groups].answered += matches[cell].answered
      tally.groups[cell % layout.groups].scoreBillionths += matches[cell].scoreBillionths
    }
    for cell in tally.scores.indices { tally.scores[cell] = matches[cell] }
    for cell in 0..<(tally.matches.isEmpty ? 0 : matches.count) {
      let row = cell / layout.groups
      let stream = layout.keepsScores ? routes[row / (layout.rings + 1)].stream : row
      tally.matches[stream * layout.groups + cell % layout.groups] += matches[cell]
    }
    for group in tally.fairness.indices { tally.fairness[group] = fairness[group] }
    for stream in tally.streamAssignments.indices {
      tally.streamAssignments[stream] = assignments[stream]
    }
    for group in tally.groupAssignments.indices {
      tally.groupAssignments[group] = assignments[layout.streams + group]
    }
    for cell in tally.helps.indices { tally.helps[cell] = helps[cell] }
    for cell in tally.rings.indices {
      if layout.rings > 0 {
        tally.rings[cell] = rings[cell]
      } else {
        tally.rings[cell].answered = tally.streams[cell].answered
        tally.rings[cell].scoreBillionths = tally.streams[cell].scoreBillionths
      }
    }
  }
}
