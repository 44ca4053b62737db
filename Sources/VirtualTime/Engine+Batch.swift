// Matching in batches: when the next one is due, and what it gives away.

import Consulting
import Rings
import Routing
import Tallies

extension Engine {
  /// With a window, somebody who begins to wait may be matched at its end.
  @inline(__always) mutating func expectBatch(for request: Int) {
    if _slowPath(rules.matchWindow > 0), nextBatch == .max { look(forRequest: request) }
  }

  /// With a window, an agent who gets room may be matched at its end.
  @inline(__always) mutating func expectBatch(of agent: Int) {
    if _slowPath(rules.matchWindow > 0), nextBatch == .max { look(forAgent: agent) }
  }

  @inline(never) private mutating func look(forRequest request: Int) {
    if router.hasAgent(for: RequestID(request)) { setBatch() }
  }

  @inline(never) private mutating func look(forAgent agent: Int) {
    if router.hasRequest(for: AgentID(agent)) { setBatch() }
  }

  /// The next batch is at the end of the present window: now, if nothing was matched now yet.
  private mutating func setBatch() {
    let window = rules.matchWindow
    nextBatch = (now &+ window &- 1) / window &* window
    if nextBatch <= lastBatch { nextBatch = lastBatch &+ window }
    nextExternal = min(nextExternal, batchDue)
  }

  /// When the event loop comes to the batch: after all that happens at its instant, that is before
  /// the next nanosecond; `Int64.max` = none is due.
  @inline(__always) var batchDue: Int64 { nextBatch == .max ? .max : nextBatch &+ 1 }

  /// The end of a window: the pairs of all who wait are given away.
  @inline(never) mutating func matchBatch() {
    now = nextBatch
    lastBatch = nextBatch
    nextBatch = .max
    batch.match(router, groups, at: time)
    for index in batch.pairs.indices {
      let pair = batch.pairs[index]
      let agent = rules.picksAtRandom && pair.group >= 0 ? anyone(in: pair) : pair.agent
      guard router.give(RequestID(pair.request), to: AgentID(agent), at: time) else {
        invariants.hardViolations += 1
        continue
      }
      give(pair.request, to: agent)
    }
    // Whom the batch left out is looked at by the next.
    if batch.isCut { setBatch() }
  }

  /// Any agent with room of a pair's group, each with equal probability.
  private func anyone(in pair: Batch.Pair) -> Int {
    var count = 0
    var next = groups[pair.group].firstAgent
    while let agent = nextAlike(from: next, in: pair.group) {
      count += 1
      next = agent + 1
    }
    var left = Int(UInt64(count).multipliedFullWidth(by: choiceDraw(pair.request)).high)
    next = groups[pair.group].firstAgent
    while let agent = nextAlike(from: next, in: pair.group) {
      if left == 0 { return agent }
      left -= 1
      next = agent + 1
    }
    return pair.agent
  }

  /// The next agent with room of a group whom the batch took for one of many.
  private func nextAlike(from first: Int, in group: Int) -> Int? {
    let end = groups[group].firstAgent + groups[group].agents
    var next = first
    while let agent = router.nextAvailable(from: next, until: end) {
      if !batch.isAlone(agent) { return agent }
      next = agent + 1
    }
    return nil
  }
}
