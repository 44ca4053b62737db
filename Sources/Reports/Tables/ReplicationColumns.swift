// What each replication counted, column by column: two runs of one seed are compared pair by pair.

public import Consulting
import Scenarios
import Tallies

/// One quantity, a number for each finished replication.
public struct ReplicationColumn: Sendable, Equatable {
  /// The numbers, in the order of the replications.
  public enum Values: Sendable, Equatable {
    case counts([Int64])
    case sums([Double])
  }

  /// Its key in the document.
  public let name: String
  /// One number a replication.
  public let values: Values
}

/// Counts within one threshold, a number for each finished replication.
public struct ThresholdColumn: Sendable, Equatable {
  /// The threshold.
  public let within: SimulationTime
  /// One number a replication.
  public let counts: [Int64]
}

/// The columns of the run or of one stream.
public struct CellColumns: Sendable, Equatable {
  /// Counts and sums.
  public let columns: [ReplicationColumn]
  /// Answered within each threshold.
  public let answeredWithin: [ThresholdColumn]
  /// Abandoned within each threshold.
  public let abandonedWithin: [ThresholdColumn]

  init(_ cell: Cell, thresholds: [SimulationTime], leading: [ReplicationColumn] = []) {
    func counts(_ name: String, _ count: (CustomerTally) -> Int64) -> ReplicationColumn {
      let values = cell.replications.map { count($0.customers) }
      return ReplicationColumn(name: name, values: .counts(values))
    }
    func sums(_ name: String, _ term: (ReplicationCell) -> Double) -> ReplicationColumn {
      ReplicationColumn(name: name, values: .sums(cell.replications.map { term($0) / 1e9 }))
    }
    var columns =
      leading + [
        counts("offered") { $0.offered }, counts("answered") { $0.answered },
        counts("abandoned") { $0.abandoned }, counts("blocked") { $0.blocked },
        counts("retried") { $0.retried }, counts("helped") { $0.helped },
        counts("delayed") { $0.delayed }, counts("unresolved") { $0.unresolved },
        counts("handled") { $0.handled }, counts("first_responses") { $0.firstResponses },
        sums("wait_seconds") { $0.customers.waitNanoseconds },
        sums("answered_wait_seconds") { $0.customers.answeredWaitNanoseconds },
        sums("handle_seconds") { $0.customers.handleNanoseconds },
        sums("first_response_seconds") { $0.customers.firstResponseNanoseconds },
        sums("score") { Double($0.customers.scoreBillionths) },
      ]
    if cell.kind == .run {
      columns += [
        sums("staffed_seconds") { $0.agents.staffedNanoseconds },
        sums("busy_seconds") { $0.agents.busyNanoseconds },
        sums("open_chat_seconds") { $0.agents.openChatNanoseconds },
        sums("with_open_chat_seconds") { $0.agents.withOpenChatNanoseconds },
      ]
    }
    self.columns = columns
    answeredWithin = thresholds.enumerated().map { index, within in
      ThresholdColumn(
        within: within, counts: cell.replications.map { $0.thresholds[index].answeredWithin })
    }
    abandonedWithin = thresholds.enumerated().map { index, within in
      ThresholdColumn(
        within: within, counts: cell.replications.map { $0.thresholds[index].abandonedWithin })
    }
  }
}

/// What each finished replication counted, of everyone and by stream.
public struct ReplicationColumns: Sendable, Equatable {
  /// Most streams times replications that are written out.
  package static let mostRows = 1 << 16

  /// Of everyone; the first column has the number of each replication, from 0.
  public let run: CellColumns
  /// By stream, in the scenario's order; nil where that would be too many numbers.
  public let demand: [CellColumns]?

  init(_ cells: Cells, plan: Plan) {
    let tally = cells.tally
    let thresholds = tally.layout.thresholds
    let numbers = ReplicationColumn(
      name: "replication", values: .counts(tally.numbers.map(Int64.init)))
    run = CellColumns(cells.run, thresholds: thresholds, leading: [numbers])
    guard tally.layout.streams * tally.replications.count <= Self.mostRows else {
      demand = nil
      return
    }
    demand = plan.demand.indices.map {
      let cell = cells.stream($0, hasFirstAnswer: plan.demand[$0].firstAnswer != nil)
      return CellColumns(cell, thresholds: thresholds)
    }
  }
}
