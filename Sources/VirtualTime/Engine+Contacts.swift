// Writing down each customer who ended, where somebody asked for that.

import Consulting
import Rings
import Tallies

extension Engine {
  @inline(never)
  mutating func recordAnswered(
    _ request: Int, _ group: Int, _ handled: Double, comesBack: Bool
  ) {
    let customer = customers[request]
    // Whoever came back was with an agent in between.
    let arrived = customer.assignedAt &- customer.waited &- customer.handledBefore
    var row = row(request, .answered, arrived: arrived, waited: customer.waited)
    row.answer = ContactRow.Answer(
      group: UInt16(truncatingIfNeeded: group),
      agent: customer.agent &- UInt32(truncatingIfNeeded: groups[group].firstAgent),
      ring: UInt8(truncatingIfNeeded: ring(request)), isUnresolved: comesBack,
      scoreBillionths: customer.score, handledNanoseconds: Int64(handled),
      firstResponseNanoseconds: customer.firstResponse < 0 ? nil : customer.firstResponse)
    contacts.append(row, of: replication)
  }

  @inline(never) mutating func recordAbandoned(_ request: Int, _ waited: Int64) {
    let customer = customers[request]
    let arrived = customer.queuedSince &- customer.waited &- customer.handledBefore
    contacts.append(row(request, .abandoned, arrived: arrived, waited: waited), of: replication)
  }

  @inline(never) mutating func recordBlocked(_ request: Int) {
    contacts.append(row(request, .blocked, arrived: now, waited: 0), of: replication)
  }

  /// Nobody had a place for this customer.
  @inline(never) mutating func recordTurnedAway(_ stream: Int) {
    let row = ContactRow(
      stream: UInt16(truncatingIfNeeded: stream), ordinal: contacts.lastOrdinal(of: stream),
      outcome: .blocked, arrivedNanoseconds: now)
    contacts.append(row, of: replication)
  }

  private func row(
    _ request: Int, _ outcome: ContactRow.Outcome, arrived: Int64, waited: Int64
  ) -> ContactRow {
    var row = ContactRow(
      stream: customers[request].stream, ordinal: contacts.ordinal(of: request), outcome: outcome,
      arrivedNanoseconds: arrived)
    row.attempt = customers[request].attempt
    row.isRetry = customers[request].marks.contains(.retry)
    row.isHelped = customers[request].marks.contains(.helped)
    row.waitedNanoseconds = waited
    return row
  }
}
