// The beginning and the end of a replication.

import Scenarios
import Consulting
import Measures
import Population
import Rings
import Routing
import Tallies

extension Engine {
  /// Everything as new, with the draws of that replication.
  mutating func prepare(_ replication: Int) {
    let plan = model.plan
    self.replication = replication
    router.reset()
    timers.reset()
    arrivals.reset()
    pool.reset()
    counts.reset()
    waits.reset()
    firstResponses.reset()
    contacts.reset()
    ages.reset()
    hindsight.reset()
    agentLoads.fill(with: AgentLoad())
    (now, agendaIndex, period) = (0, 0, model.layout.periods.count)
    (events, entered, ended) = (0, 0, 0)
    (toldContacts, toldMillionths) = (0, 0)
    (nextBatch, lastBatch) = (.max, -1)
    invariants = InvariantTally()
    loads.fill(with: GroupLoad())
    signedOn.fill(with: 0)
    for (index, location) in plan.locations.enumerated() {
      isOpen[index] = location.openSpans == nil
    }
    for (index, stream) in plan.demand.enumerated() {
      sources[index] = ArrivalSource(
        stream: stream, plan: plan, replication: replication, tables: tables)
      var first: Int64 = 0
      upcoming[index] = Upcoming(&sources[index], first: &first)
      arrivals.set(index, at: first)
    }
    for (index, group) in plan.agents.enumerated() {
      let absence = AbsenceRule(group: group, seed: plan.seed, replication: replication)
      for place in 0..<groups[index].agents {
        var clock = AgentClock()
        clock.group = Int32(index)
        clock.isAbsent = !absence.isPresent(place)
        clocks[groups[index].firstAgent + place] = clock
      }
    }
    agendaTime = nextAgendaTime
    nextExternal = min(arrivals.time, agendaTime)
  }

  /// Nothing happens any more: whoever still waits leaves, and the books are closed.
  mutating func close() {
    invariants.stranded += Int64(router.strandedCount())
    dropWaiting(at: nil)
    if rules.measuresAssignments { compareInHindsight() }
    for request in 0..<customers.count where customers[request].lapsesAt < .max {
      invariants.endlessOffers += 1
    }
    invariants.lostCustomers += max(entered - ended, ended - entered)
  }

  /// Adds what this replication recorded to the histograms of its block.
  mutating func drainHistograms(
    waits waitSet: inout HistogramSet, firstResponses responseSet: inout HistogramSet
  ) {
    waits.drain(into: &waitSet)
    if model.layout.countsFirstResponses { firstResponses.drain(into: &responseSet) }
  }
}
