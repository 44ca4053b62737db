// What a run sees at assignments if it is asked to: regret, overtakes.

import Consulting
import Population
import Rings
import Routing
import Tallies

extension Engine {
  /// A customer begins to wait, or goes on waiting after an offer lapsed.
  @inline(never) mutating func noteWaiting(_ request: Int) {
    guard customers[request].kind == .customer else { return }
    let before = customers[request].waited &+ customers[request].handledBefore
    ages.insert(
      request, class: classIndex(request), entered: customers[request].queuedSince &- before)
  }

  /// An agent was given a request, and the score is known.
  ///
  /// - Complexity: O(groups + agents of the better groups), no allocation.
  @inline(never) mutating func noteAssignment(_ request: Int, _ agent: Int) {
    ages.remove(request)
    guard customers[request].kind == .customer else { return }
    let given = max(Int64(customers[request].score), 0)
    var (free, onShift) = (given, given)
    for group in 0..<groups.count where signedOn[group] > 0 {
      // Like agents score alike: the first speaks for all.
      let score = router.scoreBillionths(
        AgentID(groups[group].firstAgent), for: RequestID(request))
      onShift = max(onShift, score)
      if score > free, hasRoom(group) { free = score }
    }
    ages.note(
      request, regretFree: free - given, regretOnShift: onShift - given,
      overtakes: overtakes(request, agent))
  }

  /// Whether an agent of a group is on duty with a place free.
  private func hasRoom(_ group: Int) -> Bool {
    let first = groups[group].firstAgent
    return (first..<first + groups[group].agents).contains {
      clocks[$0].isSignedOn && router.heldCount(AgentID($0)) < groups[group].concurrency
    }
  }

  /// Whether a customer of the class who entered earlier waits, and the agent may answer him.
  private func overtakes(_ request: Int, _ agent: Int) -> Bool {
    let before = customers[request].waited &+ customers[request].handledBefore
    return ages.contains(
      olderThan: customers[request].assignedAt &- before, class: classIndex(request)
    ) { other in
      customers[other].kind == .customer && router.isWaiting(RequestID(other))
        && router.scoreBillionths(AgentID(agent), for: RequestID(other)) >= 0
    }
  }

  /// An answer counts: so does what was seen at its assignment.
  @inline(never) mutating func countAssignment(_ request: Int, _ stream: Int, _ group: Int) {
    let seen = ages.places[request]
    var assignment = AssignmentTally()
    assignment.answered = 1
    assignment.regretFreeBillionths = Int64(seen.regretFree)
    assignment.regretOnShiftBillionths = Int64(seen.regretOnShift)
    assignment.overtakes = seen.overtakes ? 1 : 0
    counts.assignments[stream] += assignment
    counts.assignments[rules.streams + group] += assignment
    noteForHindsight(answered: request, by: group)
  }

  private mutating func noteForHindsight(answered request: Int, by group: Int) {
    let customer = customers[request]
    // Who got an agent at once has a patience, too: the one that he would have had.
    var until = customer.deadline
    let stream = Int(customer.stream)
    if until == .max, streams[stream].hasPatience {
      var draws = draws(request, .patience, attempt: customer.drawAttempt)
      until = customer.queuedSince &+ streams[stream].patience.sample(&draws).nanoseconds
    }
    hindsight.noteAnswered(
      HindsightWindow.Customer(
        classIndex: classIndex(request), since: customer.queuedSince,
        until: max(until, customer.assignedAt)),
      at: customer.assignedAt, by: group, score: Int64(customer.score))
    if hindsight.isFull { compareInHindsight() }
  }

  /// A customer leaves who counts.
  @inline(never) mutating func noteForHindsight(abandoned request: Int) {
    hindsight.noteAbandoned(
      HindsightWindow.Customer(
        classIndex: classIndex(request), since: customers[request].queuedSince, until: now))
    if hindsight.isFull { compareInHindsight() }
  }

  /// A window of customers is complete, or the last one is as long as it is.
  @inline(never) mutating func compareInHindsight() {
    counts.hindsight[0] += Self.compared(&hindsight, router)
  }

  private static func compared(
    _ window: inout HindsightWindow, _ router: borrowing Router<PlainMemory>
  ) -> HindsightTally {
    window.compare { router.scoreBillionths(group: $0, class: $1, ring: $2) }
  }
}
