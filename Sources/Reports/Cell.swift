// One cell of a run's tallies (the run, a stream, a group, a period), replication by replication.

import Consulting
import Measures
import Tallies

/// What a run counted in one cell.
struct Cell {
  /// What the cell is about decides which figures it has.
  enum Kind {
    case run, period, stream, group
  }

  var kind: Kind
  /// Finished replications, in their order.
  var replications: [ReplicationCell]
  /// Histograms by block of replications, only blocks in which something ran.
  var waits: [SparseHistogram] = []
  /// The same blocks; nil where no stream of the cell has a first answer.
  var firstResponses: [SparseHistogram]?
  /// Whether each block is one replication, so that percentiles of single days are known.
  var blocksAreReplications = false
  /// The part of the window that the cell covers.
  var span: Range<SimulationTime>

  /// The histograms of a quantity, none if it is not counted here.
  func histograms(of quantity: Quantity) -> [SparseHistogram] {
    switch quantity {
    case .wait: waits
    case .firstResponse: firstResponses ?? []
    }
  }
}

/// Cuts the tallies of a run into cells.
struct Cells {
  let tally: RunTally
  let window: Range<SimulationTime>
  private let blocks: [Int]
  private let blocksAreReplications: Bool

  /// The cells of that run.
  ///
  /// - Parameter requested: replications asked for; each had a block of its own if there are as
  ///   many blocks.
  init(_ tally: RunTally, window: Range<SimulationTime>, requested: Int) {
    self.tally = tally
    self.window = window
    // A block without any wait has not run (the run was interrupted before).
    blocks = tally.waits.indices.filter { tally.waits[$0].total.total > 0 }
    blocksAreReplications = tally.waits.count >= requested
  }

  /// Everyone and everything.
  var run: Cell {
    let replications = tally.replications.map { replication in
      var cell = ReplicationCell()
      for stream in replication.streams { cell.customers += stream }
      for group in replication.groups { cell.agents += group }
      cell.thresholds = Array(
        repeating: ThresholdTally(), count: tally.layout.thresholds.count)
      for (index, threshold) in replication.streamThresholds.enumerated() {
        cell.thresholds[index % cell.thresholds.count] += threshold
      }
      return cell
    }
    return cell(.run, replications, span: window, counted: true) { $0.total }
  }

  /// The customers of one stream.
  func stream(_ index: Int, hasFirstAnswer: Bool) -> Cell {
    let replications = tally.replications.map {
      ReplicationCell(
        customers: $0.streams[index], thresholds: row(index, of: $0.streamThresholds))
    }
    return cell(.stream, replications, span: window, counted: hasFirstAnswer) {
      $0.streams[index]
    }
  }

  /// The customers who arrived in one period, and the agents during it.
  func period(_ index: Int) -> Cell {
    let replications = tally.replications.map {
      ReplicationCell(
        customers: $0.periods[index], agents: $0.periodAgents[index],
        thresholds: row(index, of: $0.periodThresholds))
    }
    let span = tally.layout.periods[index]
    return cell(.period, replications, span: span, counted: true) { $0.periods[index] }
  }

  /// The agents of one group, and their part of the customers.
  func group(_ index: Int) -> Cell {
    let replications = tally.replications.map { replication in
      let agents = replication.groups[index]
      var customers = CustomerTally()
      customers.answered = agents.answered
      customers.handled = agents.handled
      customers.handleNanoseconds = agents.handleNanoseconds
      customers.scoreBillionths = agents.scoreBillionths
      return ReplicationCell(customers: customers, agents: agents)
    }
    return Cell(kind: .group, replications: replications, span: window)
  }

  private func row(_ index: Int, of thresholds: [ThresholdTally]) -> [ThresholdTally] {
    let width = tally.layout.thresholds.count
    return Array(thresholds[index * width..<(index + 1) * width])
  }

  private func cell(
    _ kind: Cell.Kind, _ replications: [ReplicationCell], span: Range<SimulationTime>,
    counted firstResponses: Bool, _ histogram: (HistogramSet) -> SparseHistogram
  ) -> Cell {
    let counts = firstResponses && tally.layout.countsFirstResponses
    return Cell(
      kind: kind, replications: replications,
      waits: blocks.map { histogram(tally.waits[$0]) },
      firstResponses: counts ? blocks.map { histogram(tally.firstResponses[$0]) } : nil,
      blocksAreReplications: blocksAreReplications, span: span)
  }
}
