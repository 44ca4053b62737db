// What the matches of the log come to, as a simulation counts its own: scores, regret, overtakes.

import Tallies

/// A customer as the log has him, between due and the end.
struct LoggedCustomer {
  /// The class as seen through the rings so far; −1 = waits no longer.
  var view: Int32 = -1
  var stream: Int32 = 0
  /// The clock of his view when he came to it, and what he has gathered in others.
  var clock: Int64 = 0
  var gathered: Int64 = 0
  var due: Int64 = 0
  /// His place among his stream's customers.
  var ordinal: UInt32 = 0
}

/// Matches by stream, ring and group, and what was measured of each.
struct MatchSweep {
  /// Customers who came to a view, the one due first in front. Who is there no longer is dropped
  /// when he is found.
  private struct Line {
    var customers: [Int32] = []
    var first = 0
  }

  private let layout: TallyLayout
  /// By view; none where assignments are not measured.
  private var lines: [Line]
  private var scores: [MatchTally]
  private var ofStreams: [AssignmentTally]
  private var ofGroups: [AssignmentTally]

  /// Nobody was matched.
  init(_ layout: TallyLayout, views: Int) {
    self.layout = layout
    let empty = ReplicationTally(layout: layout)
    scores = empty.scores
    ofStreams = empty.streamAssignments
    ofGroups = empty.groupAssignments
    lines = layout.measuresAssignments ? Array(repeating: Line(), count: views) : []
  }

  /// Whether assignments are measured.
  var measuresAssignments: Bool { layout.measuresAssignments }

  /// A customer comes to a view. Whoever comes later to it was due later: rings open for all of a
  /// class after the same time.
  mutating func come(_ customer: Int, to view: Int) {
    guard measuresAssignments else { return }
    lines[view].customers.append(Int32(customer))
  }

  /// Who waits in a view and was due first; nil if nobody waits there.
  ///
  /// - Complexity: amortised O(1).
  mutating func oldest(in view: Int, of waiters: [LoggedCustomer]) -> Int? {
    var first = lines[view].first
    let count = lines[view].customers.count
    while first < count, waiters[Int(lines[view].customers[first])].view != Int32(view) {
      first += 1
    }
    if first > 1024, first * 2 > count {
      lines[view].customers.removeFirst(first)
      first = 0
    }
    lines[view].first = first
    return first < lines[view].customers.count ? Int(lines[view].customers[first]) : nil
  }

  /// A customer of the window was answered.
  mutating func count(stream: Int, ring: Int, group: Int, scoreBillionths: Int64) {
    guard layout.keepsScores else { return }
    let cell = (stream * (layout.rings + 1) + ring) * layout.groups + group
    scores[cell].answered += 1
    scores[cell].scoreBillionths += scoreBillionths
  }

  /// What was seen at that assignment.
  mutating func count(_ assignment: AssignmentTally, stream: Int, group: Int) {
    ofStreams[stream] += assignment
    ofGroups[group] += assignment
  }

  /// Adds everything to the tally of the run.
  func add(to tally: inout ReplicationTally) {
    for cell in scores.indices { tally.scores[cell] += scores[cell] }
    for stream in ofStreams.indices { tally.streamAssignments[stream] += ofStreams[stream] }
    for group in ofGroups.indices { tally.groupAssignments[group] += ofGroups[group] }
  }
}
