// Counting: each customer once, at the end, in the cells of the stream and of the period.

import Measures
import Rings
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
    counts.groups[group].answered &+= 1
    counts.groups[group].handled &+= 1
    counts.groups[group].scoreBillionths &+= score
    counts.groups[group].handleNanoseconds += handled
    for index in 0..<rules.thresholds where wait <= counts.thresholds[index] {
      counts.cellThresholds[cell &* rules.thresholds &+ index].answeredWithin &+= 1
    }
    waits.record(wait, stream, period)
    if customers[request].firstResponse >= 0 { countFirstResponse(request, stream, period) }
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
  }

  /// A customer for whom no place of the pool is left.
  mutating func countTurnedAway(stream: Int) {
    entered &+= 1
    ended &+= 1
    guard period < rules.periods else { return }
    counts.cells[counts.cell(stream, period)].offered += 1
    counts.cells[counts.cell(stream, period)].blocked += 1
  }

  /// An agent who joined another has done his part.
  mutating func countHelped(_ request: Int, _ group: Int) {
    let period = Int(customers[request].period)
    guard period < rules.periods else { return }
    if !customers[request].marks.contains(.joined) {
      counts.cells[counts.cell(Int(customers[request].stream), period)].helped += 1
    }
    counts.groups[group].handled += 1
    counts.groups[group].handleNanoseconds += Double(now &- customers[request].assignedAt)
  }
}
