// What each match of the log was worth, at the moment of its delivery.

import Tallies

extension Sweep {
  /// A customer who waits no longer was given to an agent, whose place is not taken yet.
  ///
  /// - Complexity: O(1); O(groups of the view + rings) where assignments are measured, and now and
  ///   then that of a window's comparison.
  mutating func countMatch(_ customer: Int, agent: Int, view: Int, at time: Int64) {
    guard waiters[customer].due >= warmup else { return }
    let stream = Int(waiters[customer].stream)
    let group = desks.group(of: agent)
    let given = max(reach.score(view, group), 0)
    matches.count(
      stream: stream, ring: view % reach.rings, group: group, scoreBillionths: given)
    guard matches.measuresAssignments else { return }
    var assignment = regrets(view, given: given)
    assignment.answered = 1
    assignment.overtakes = overtakes(waiters[customer].due, view, group) ? 1 : 0
    matches.count(assignment, stream: stream, group: group)
    hindsight.noteAnswered(waiters[customer], at: time, by: group, score: given, reach)
  }

  /// A customer left.
  mutating func countLeaving(_ customer: Int, at time: Int64) {
    guard matches.measuresAssignments, waiters[customer].due >= warmup else { return }
    hindsight.noteAbandoned(waiters[customer], at: time, reach)
  }

  /// What the best with room, and the best on duty, would have scored more.
  private func regrets(_ view: Int, given: Int64) -> AssignmentTally {
    var (free, onShift) = (given, given)
    for group in groupsOfView[view] where desks.isOnDuty(group) {
      let score = reach.score(view, group)
      onShift = max(onShift, score)
      if score > free, desks.hasRoom(group) { free = score }
    }
    var regrets = AssignmentTally()
    regrets.regretFreeBillionths = free - given
    regrets.regretOnShiftBillionths = onShift - given
    return regrets
  }

  /// Whether somebody of the class who was due earlier waits in a ring that lets the group in.
  private mutating func overtakes(_ due: Int64, _ view: Int, _ group: Int) -> Bool {
    let first = view - view % reach.rings
    for other in first..<first + reach.rings where reach.score(other, group) >= 0 {
      if let oldest = matches.oldest(in: other, of: waiters), waiters[oldest].due < due {
        return true
      }
    }
    return false
  }
}
