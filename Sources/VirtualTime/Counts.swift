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

  init(_ layout: TallyLayout) {
    self.layout = layout
    let cellCount = layout.periods.count * layout.streams
    cells = Block(count: cellCount, repeating: CustomerTally())
    cellThresholds = Block(
      count: cellCount * layout.thresholds.count, repeating: ThresholdTally())
    groups = Block(count: layout.groups, repeating: AgentTally())
    periodAgents = Block(count: layout.periods.count, repeating: AgentTally())
    thresholds = Block(layout.thresholds.map(\.nanoseconds))
  }

  /// The cell of a stream's customers who arrived in a period.
  @inline(__always) func cell(_ stream: Int, _ period: Int) -> Int {
    period &* layout.streams &+ stream
  }

  func reset() {
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
    return tally
  }
}
