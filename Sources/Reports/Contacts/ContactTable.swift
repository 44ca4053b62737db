// How contacts are spelt as rows of a table.

import Scenarios
import Tallies

/// Contacts as CSV (RFC 4180), one row a customer.
struct ContactTable: Sendable {
  private let streams: [[UInt8]]
  private let groups: [[UInt8]]

  /// The table of a plan's customers.
  init(_ plan: Plan) {
    streams = plan.demand.map { CSVWriter.field($0.name) }
    groups = plan.agents.map { CSVWriter.field($0.name) }
  }

  /// The names of the columns.
  static let header: [UInt8] = {
    var writer = CSVWriter()
    writer.row([
      "replication", "demand", "ordinal", "attempt", "arrived_s", "wait_s", "outcome", "ring",
      "agents", "agent", "match_score", "handle_s", "first_response_s", "retried", "helped",
      "unresolved",
    ])
    return writer.bytes
  }()

  /// The rows of a block.
  ///
  /// - Complexity: O(rows).
  func rows(_ block: ContactBlock) -> [UInt8] {
    var writer = CSVWriter()
    for row in block.rows { write(row, of: block.replication, to: &writer) }
    return writer.bytes
  }

  private func write(_ row: ContactRow, of replication: Int, to writer: inout CSVWriter) {
    writer.integer(replication)
    writer.field(streams[Int(row.stream)])
    writer.integer(row.ordinal)
    writer.integer(row.attempt)
    writer.billionths(row.arrivedNanoseconds)
    if row.outcome == .blocked { writer.empty() } else { writer.billionths(row.waitedNanoseconds) }
    writer.field(Self.word(row.outcome))
    if let answer = row.answer {
      write(answer, to: &writer)
    } else {
      for _ in 0..<6 { writer.empty() }
    }
    writer.integer(row.isRetry ? 1 : 0)
    writer.integer(row.isHelped ? 1 : 0)
    if let answer = row.answer {
      writer.integer(answer.isUnresolved ? 1 : 0)
    } else {
      writer.empty()
    }
    writer.endRow()
  }

  private func write(_ answer: ContactRow.Answer, to writer: inout CSVWriter) {
    writer.integer(answer.ring)
    writer.field(groups[Int(answer.group)])
    writer.integer(answer.agent)
    writer.billionths(Int64(answer.scoreBillionths))
    writer.billionths(answer.handledNanoseconds)
    if let response = answer.firstResponseNanoseconds {
      writer.billionths(response)
    } else {
      writer.empty()
    }
  }

  private static func word(_ outcome: ContactRow.Outcome) -> [UInt8] {
    switch outcome {
    case .answered: answered
    case .abandoned: abandoned
    case .blocked: blocked
    }
  }

  private static let answered = CSVWriter.field("answered")
  private static let abandoned = CSVWriter.field("abandoned")
  private static let blocked = CSVWriter.field("blocked")
}
