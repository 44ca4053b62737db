// What one worker counts of customers, by stream and group: one period, the whole window.

import Consulting
import Rings
import Tallies

/// The counters of one worker, on raw storage.
struct CustomerCounts: ~Copyable {
  private let groupCount: Int
  private let ringCount: Int
  let streams: Block<CustomerTally>
  private let thresholds: Block<Int64>
  /// Row per stream: its thresholds.
  private let within: Block<ThresholdTally>
  /// Row per stream: answered by group; a single row for all where they are not told apart.
  private let matches: Block<MatchTally>
  private let matchStride: Int
  /// Row per stream: answered by ring.
  private let rings: Block<MatchTally>
  /// Chats that ended, by group.
  private let handled: Block<Handled>

  struct Handled: BitwiseCopyable {
    var chats: Int64 = 0
    var nanoseconds = 0.0
  }

  init(_ layout: TallyLayout) {
    groupCount = layout.groups
    ringCount = layout.rings + 1
    streams = Block(count: layout.streams, repeating: CustomerTally())
    thresholds = Block(layout.thresholds.map(\.nanoseconds))
    within = Block(
      count: layout.streams * layout.thresholds.count, repeating: ThresholdTally())
    let keepsMatches = layout.keepsMatches
    matchStride = keepsMatches ? layout.groups : 0
    matches = Block(
      count: (keepsMatches ? layout.streams : 1) * layout.groups, repeating: MatchTally())
    rings = Block(
      count: layout.keepsRings ? layout.streams * (layout.rings + 1) : 0, repeating: MatchTally())
    handled = Block(count: layout.groups, repeating: Handled())
  }

  /// Whether `answered` wants to know the ring.
  var keepsRings: Bool { rings.count > streams.count }

  /// A customer got an agent; the wait is by the scenario's clock.
  func countAnswered(_ stream: Int, group: Int, ring: Int, score: Int64, wait: Int64) {
    streams[stream].answered &+= 1
    streams[stream].scoreBillionths &+= score
    streams[stream].waitNanoseconds += Double(wait)
    streams[stream].answeredWaitNanoseconds += Double(wait)
    matches[stream &* matchStride &+ group].answered &+= 1
    matches[stream &* matchStride &+ group].scoreBillionths &+= score
    if rings.count > 0 {
      let cell = stream &* ringCount &+ ring
      rings[cell].answered &+= 1
      rings[cell].scoreBillionths &+= score
    }
    for index in 0..<thresholds.count where wait <= thresholds[index] {
      within[stream &* thresholds.count &+ index].answeredWithin &+= 1
    }
  }

  /// A chat ended after so much time of the scenario's clock.
  func countHandled(_ stream: Int, group: Int, nanoseconds: Double) {
    streams[stream].handled &+= 1
    streams[stream].handleNanoseconds += nanoseconds
    handled[group].chats &+= 1
    handled[group].nanoseconds += nanoseconds
  }

  /// A customer left.
  func countAbandoned(_ stream: Int, wait: Int64) {
    streams[stream].abandoned &+= 1
    streams[stream].delayed &+= 1
    streams[stream].waitNanoseconds += Double(wait)
    for index in 0..<thresholds.count where wait <= thresholds[index] {
      within[stream &* thresholds.count &+ index].abandonedWithin &+= 1
    }
  }

  /// Adds everything to the tally of the run.
  func add(to tally: inout ReplicationTally) {
    for stream in 0..<streams.count {
      tally.streams[stream] += streams[stream]
      tally.periods[0] += streams[stream]
      for index in 0..<thresholds.count {
        let counted = within[stream * thresholds.count + index]
        tally.streamThresholds[stream * thresholds.count + index] += counted
        tally.periodThresholds[index] += counted
      }
    }
    for cell in 0..<matches.count {
      tally.groups[cell % groupCount].answered += matches[cell].answered
      tally.groups[cell % groupCount].scoreBillionths += matches[cell].scoreBillionths
      tally.periodAgents[0].answered += matches[cell].answered
      tally.periodAgents[0].scoreBillionths += matches[cell].scoreBillionths
      if matchStride > 0 { tally.matches[cell] += matches[cell] }
    }
    for group in 0..<groupCount {
      tally.groups[group].handled += handled[group].chats
      tally.groups[group].handleNanoseconds += handled[group].nanoseconds
      tally.periodAgents[0].handled += handled[group].chats
      tally.periodAgents[0].handleNanoseconds += handled[group].nanoseconds
    }
    for cell in 0..<rings.count { tally.rings[cell] += rings[cell] }
  }
}
