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
    guard period < counts.periods.count else { return }
    let stream = Int(customers[request].stream)
    let wait = customers[request].waited
    let handled =
      Double(now &- customers[request].assignedAt &+ customers[request].handledBefore)
    let score = Int64(customers[request].score)
    if customers[request].isRetry { countRetried(stream, period) }
    if comesBack { countUnresolved(stream, period) }
    func add(_ tally: inout CustomerTally) {
      tally.offered &+= 1
      tally.answered &+= 1
      tally.handled &+= 1
      tally.scoreBillionths &+= score
      tally.handleNanoseconds += handled
      if wait > 0 {
        let seconds = Double(wait)
        tally.delayed &+= 1
        tally.waitNanoseconds += seconds
        tally.answeredWaitNanoseconds += seconds
      }
    }
    add(&counts.streams[stream])
    add(&counts.periods[period])
    counts.groups[group].answered &+= 1
    counts.groups[group].handled &+= 1
    counts.groups[group].scoreBillionths &+= score
    counts.groups[group].handleNanoseconds += handled
    let thresholds = counts.thresholds.count
    for index in 0..<thresholds where wait <= counts.thresholds[index] {
      counts.streamThresholds[stream &* thresholds &+ index].answeredWithin &+= 1
      counts.periodThresholds[period &* thresholds &+ index].answeredWithin &+= 1
    }
    record(wait, stream, period)
    if customers[request].firstResponse >= 0 { countFirstResponse(request, stream, period) }
  }

  @inline(__always) private mutating func record(_ wait: Int64, _ stream: Int, _ period: Int) {
    if wait == 0 {
      waits.recordZero(stream)
      waits.recordZero(counts.streams.count &+ period)
    } else {
      waits.record(stream, wait)
      waits.record(counts.streams.count &+ period, wait)
    }
  }

  private mutating func countFirstResponse(_ request: Int, _ stream: Int, _ period: Int) {
    let response = customers[request].firstResponse
    counts.streams[stream].firstResponses += 1
    counts.periods[period].firstResponses += 1
    counts.streams[stream].firstResponseNanoseconds += Double(response)
    counts.periods[period].firstResponseNanoseconds += Double(response)
    firstResponses.record(stream, response)
    firstResponses.record(counts.streams.count &+ period, response)
  }

  /// A waiting customer leaves.
  @inline(__always) mutating func countAbandoned(_ request: Int) {
    ended &+= 1
    let period = Int(customers[request].period)
    guard period < counts.periods.count else { return }
    let stream = Int(customers[request].stream)
    let wait = customers[request].waited &+ now &- customers[request].queuedSince
    if customers[request].isRetry { countRetried(stream, period) }
    func add(_ tally: inout CustomerTally) {
      tally.offered &+= 1
      tally.abandoned &+= 1
      if wait > 0 {
        tally.delayed &+= 1
        tally.waitNanoseconds += Double(wait)
      }
    }
    add(&counts.streams[stream])
    add(&counts.periods[period])
    let thresholds = counts.thresholds.count
    for index in 0..<thresholds where wait <= counts.thresholds[index] {
      counts.streamThresholds[stream &* thresholds &+ index].abandonedWithin &+= 1
      counts.periodThresholds[period &* thresholds &+ index].abandonedWithin &+= 1
    }
    record(wait, stream, period)
  }

  /// A customer is not let in.
  mutating func countBlocked(_ request: Int) {
    ended &+= 1
    let period = Int(customers[request].period)
    guard period < counts.periods.count else { return }
    let stream = Int(customers[request].stream)
    if customers[request].isRetry { countRetried(stream, period) }
    counts.streams[stream].offered += 1
    counts.streams[stream].blocked += 1
    counts.periods[period].offered += 1
    counts.periods[period].blocked += 1
  }

  @inline(never) private func countRetried(_ stream: Int, _ period: Int) {
    counts.streams[stream].retried += 1
    counts.periods[period].retried += 1
  }

  @inline(never) private func countUnresolved(_ stream: Int, _ period: Int) {
    counts.streams[stream].unresolved += 1
    counts.periods[period].unresolved += 1
  }

  /// A customer for whom no place of the pool is left.
  mutating func countTurnedAway(stream: Int) {
    entered &+= 1
    ended &+= 1
    guard period < counts.periods.count else { return }
    counts.streams[stream].offered += 1
    counts.streams[stream].blocked += 1
    counts.periods[period].offered += 1
    counts.periods[period].blocked += 1
  }

  /// An agent who joined another has done his part.
  mutating func countHelped(_ request: Int, _ group: Int) {
    let asker = customers[request].link
    if asker != .max { customers[Int(asker)].link = .max }
    let period = Int(customers[request].period)
    guard period < counts.periods.count else { return }
    counts.streams[Int(customers[request].stream)].helped += 1
    counts.periods[period].helped += 1
    counts.groups[group].handled += 1
    counts.groups[group].handleNanoseconds += Double(now &- customers[request].assignedAt)
  }
}
