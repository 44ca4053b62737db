// Counting: each customer once, at the end, in the cells of the stream and of the period.

import Consulting
import Measures
import Rings
import Routing
import Tallies

extension Engine {
  /// A customer was answered and the chat is over.
  @inline(__always)
  mutating func countAnswered(_ request: Int, _ group: Int, comesBack: Bool) {
    ended &+= 1
    let period = Int(customers[request].period)
    guard period < rules.periods else { return }
    let stream = Int(customers[request].stream)
    let cell = counts.cell(stream, period)
    let wait = customers[request].waited
    let handled =
      Double(now &- customers[request].assignedAt &+ customers[request].handledBefore)
    let score = Int64(customers[request].score)
    if customers[request].marks.contains(.retry) { counts.cells[cell].retried &+= 1 }
    if comesBack { counts.cells[cell].unresolved &+= 1 }
    counts.cells[cell].offered &+= 1
    counts.cells[cell].answered &+= 1
    counts.cells[cell].handled &+= 1
    counts.cells[cell].scoreBillionths &+= score
    counts.cells[cell].handleNanoseconds += handled
    if wait > 0 {
      counts.cells[cell].delayed &+= 1
      counts.cells[cell].waitNanoseconds += Double(wait)
      counts.cells[cell].answeredWaitNanoseconds += Double(wait)
    }
    counts.countMatch(row: matchRow(request, stream), group, score: score)
    counts.groups[group].handled &+= 1
    counts.groups[group].handleNanoseconds += handled
    for index in 0..<rules.thresholds where wait <= counts.thresholds[index] {
      counts.cellThresholds[cell &* rules.thresholds &+ index].answeredWithin &+= 1
    }
    waits.record(wait, stream, period)
    if customers[request].firstResponse >= 0 { countFirstResponse(request, stream, period) }
    if rules.countedRings > 0 { countRing(request, stream, score: score) }
    if rules.measuresAssignments { countAssignment(request, stream, group) }
    if rules.recordsContacts { recordAnswered(request, group, handled, comesBack: comesBack) }
  }

  /// Where an answer is counted: with those of the same score, if they are told apart.
  @inline(__always) private func matchRow(_ request: Int, _ stream: Int) -> Int {
    guard rules.tellsScoresApart else { return stream }
    return counts.row(
      stream, page: Int(customers[request].served), ring: Int(customers[request].ring))
  }

  /// The ring of an answer is the narrowest that lets the agent in, however long the wait was.
  @inline(__always) private func countRing(_ request: Int, _ stream: Int, score: Int64) {
    let cell = stream &* rules.countedRings &+ ring(request)
    counts.rings[cell].answered &+= 1
    counts.rings[cell].scoreBillionths &+= score
  }

  /// The narrowest ring that lets a request's agent answer it.
  @inline(__always) func ring(_ request: Int) -> Int {
    router.narrowestRing(
      of: AgentID(Int(customers[request].agent)), forClass: classIndex(request))
  }

  private mutating func countFirstResponse(_ request: Int, _ stream: Int, _ period: Int) {
    let response = customers[request].firstResponse
    let cell = counts.cell(stream, period)
    counts.cells[cell].firstResponses += 1
    counts.cells[cell].firstResponseNanoseconds += Double(response)
    firstResponses.record(response, stream, period)
  }

  /// A waiting customer leaves.
  @inline(__always) mutating func countAbandoned(_ request: Int) {
    ended &+= 1
    let period = Int(customers[request].period)
    guard period < rules.periods else { return }
    let stream = Int(customers[request].stream)
    let cell = counts.cell(stream, period)
    let wait = customers[request].waited &+ now &- customers[request].queuedSince
    if customers[request].marks.contains(.retry) { counts.cells[cell].retried &+= 1 }
    counts.cells[cell].offered &+= 1
    counts.cells[cell].abandoned &+= 1
    if wait > 0 {
      counts.cells[cell].delayed &+= 1
      counts.cells[cell].waitNanoseconds += Double(wait)
    }
    for index in 0..<rules.thresholds where wait <= counts.thresholds[index] {
      counts.cellThresholds[cell &* rules.thresholds &+ index].abandonedWithin &+= 1
    }
    waits.record(wait, stream, period)
    if rules.measuresAssignments { noteForHindsight(abandoned: request) }
    if rules.recordsContacts { recordAbandoned(request, wait) }
  }

  /// A customer is not let in.
  mutating func countBlocked(_ request: Int) {
    ended &+= 1
    let period = Int(customers[request].period)
    guard period < rules.periods else { return }
    let cell = counts.cell(Int(customers[request].stream), period)
    if customers[request].marks.contains(.retry) { counts.cells[cell].retried &+= 1 }
    counts.cells[cell].offered += 1
    counts.cells[cell].blocked += 1
    if rules.recordsContacts { recordBlocked(request) }
  }

  /// A customer for whom no place of the pool is left.
  mutating func countTurnedAway(stream: Int) {
    entered &+= 1
    ended &+= 1
    guard period < rules.periods else { return }
    counts.cells[counts.cell(stream, period)].offered += 1
    counts.cells[counts.cell(stream, period)].blocked += 1
    if rules.recordsContacts { recordTurnedAway(stream) }
  }

  /// An agent who joined another has done his part.
  mutating func countHelped(_ request: Int, _ group: Int) {
    let period = Int(customers[request].period)
    guard period < rules.periods else { return }
    if !customers[request].marks.contains(.joined) {
      counts.cells[counts.cell(Int(customers[request].stream), period)].helped += 1
      if rules.countsHelps {
        let asking = Int(clocks[Int(customers[request].lastAgent)].group)
        counts.helps[asking * groups.count + group] += 1
      }
    }
    counts.groups[group].handled += 1
    counts.groups[group].handleNanoseconds += Double(now &- customers[request].assignedAt)
  }
}
