// The counters of one replication, on raw storage, in the cells of the layout.

import Consulting
import Measures
import Rings
import Tallies

/// What the event loop counts into. The last period row is for customers outside the window.
struct Counts: ~Copyable {
  let layout: TallyLayout
  let streams: Block<CustomerTally>
  let periods: Block<CustomerTally>
  let streamThresholds: Block<ThresholdTally>
  let periodThresholds: Block<ThresholdTally>
  let groups: Block<AgentTally>
  let periodAgents: Block<AgentTally>
  let thresholds: Block<Int64>

  init(_ layout: TallyLayout) {
    self.layout = layout
    let thresholdCount = layout.thresholds.count
    streams = Block(count: layout.streams, repeating: CustomerTally())
    periods = Block(count: layout.periods.count, repeating: CustomerTally())
    streamThresholds = Block(
      count: layout.streams * thresholdCount, repeating: ThresholdTally())
    periodThresholds = Block(
      count: layout.periods.count * thresholdCount, repeating: ThresholdTally())
    groups = Block(count: layout.groups, repeating: AgentTally())
    periodAgents = Block(count: layout.periods.count, repeating: AgentTally())
    thresholds = Block(layout.thresholds.map(\.nanoseconds))
  }

  func reset() {
    streams.fill(with: CustomerTally())
    periods.fill(with: CustomerTally())
    streamThresholds.fill(with: ThresholdTally())
    periodThresholds.fill(with: ThresholdTally())
    groups.fill(with: AgentTally())
    periodAgents.fill(with: AgentTally())
  }

  /// A copy for the result.
  var tally: ReplicationTally {
    var tally = ReplicationTally(layout: layout)
    for index in tally.streams.indices { tally.streams[index] = streams[index] }
    for index in tally.periods.indices { tally.periods[index] = periods[index] }
    for index in tally.streamThresholds.indices {
      tally.streamThresholds[index] = streamThresholds[index]
    }
    for index in tally.periodThresholds.indices {
      tally.periodThresholds[index] = periodThresholds[index]
    }
    for index in tally.groups.indices { tally.groups[index] = groups[index] }
    for index in tally.periodAgents.indices {
      tally.periodAgents[index] = periodAgents[index]
      // What is counted of chats in a period is the same for customers and agents.
      tally.periodAgents[index].answered = periods[index].answered
      tally.periodAgents[index].handled = periods[index].handled
      tally.periodAgents[index].scoreBillionths = periods[index].scoreBillionths
      tally.periodAgents[index].handleNanoseconds = periods[index].handleNanoseconds
    }
    return tally
  }
}
