// A whole run in virtual time: all replications, over threads, merged in an order that no thread
// can change.

public import Scenarios
import Measures
import Rings
import Synchronization
public import Tallies

/// A scenario in virtual time.
public struct Simulation: Sendable {
  private let model: SimulationModel

  /// A simulation of a checked plan.
  ///
  /// - Complexity: O(classes × rings × groups) to work out who may answer.
  public init(_ plan: Plan, detail: SimulationDetail = .usual) {
    model = SimulationModel(plan, detail)
  }

  /// Runs all replications.
  ///
  /// The tally is the same for any number of threads: replications are independent, and what is
  /// merged are whole numbers or is kept apart per replication.
  /// - Parameters:
  ///   - threads: 1 or more; no more are started than there are replications.
  ///   - control: progress, and the wish to end early.
  ///   - contacts: gets every customer who counts, in blocks, on the thread that simulates them:
  ///     blocks of one replication one after another, those of different ones at any time.
  public func run(
    threads: Int, control: RunControl = RunControl(), contacts: ContactSink? = nil
  ) -> RunTally {
    let replications = model.plan.replications
    let ledger = Ledger(model.layout, replications: replications)
    let next = NextReplication(count: replications)
    let model = model
    let workers = (0..<max(1, min(threads, replications))).map { _ in
      { @Sendable in Self.work(model, control, contacts, next, ledger) }
    }
    WorkerThread.runAll(workers)
    return ledger.tally
  }

  /// What one thread does: replications until none is left.
  private static func work(
    _ model: SimulationModel, _ control: RunControl, _ contacts: ContactSink?,
    _ next: NextReplication, _ ledger: Ledger
  ) {
    var engine = Engine(model, control: control, contacts: contacts)
    while let replication = next.take(), !control.isCancelled {
      guard engine.run(replication: replication) else { return }
      ledger.enter(&engine, replication: replication)
      control.finishReplication()
    }
  }
}

/// Hands out the replications, each once.
private final class NextReplication: Sendable {
  private let taken = Atomic<Int>(0)
  private let count: Int

  init(count: Int) { self.count = count }

  func take() -> Int? {
    // Ordering: relaxed; only that each number is given once matters.
    let index = taken.add(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}

/// Where finished replications are entered.
private final class Ledger: Sendable {
  private struct Entries {
    var tally: RunTally
    var replications: [ReplicationTally?]
  }

  private let entries: ThreadLock<Entries>
  private let blocks: Int
  private let count: Int

  init(_ layout: TallyLayout, replications: Int) {
    count = replications
    blocks = min(32, replications)
    entries = ThreadLock(
      Entries(
        tally: RunTally(layout: layout, blocks: blocks),
        replications: Array(repeating: nil, count: replications)))
  }

  func enter(_ engine: inout Engine, replication: Int) {
    // In turn, so that a run that ends early leaves something in every block.
    let block = replication % blocks
    let firstResponses = engine.model.layout.countsFirstResponses
    entries.withLock { entries in
      entries.replications[replication] = engine.counts.tally
      entries.tally.events += engine.events
      entries.tally.contacts += engine.entered
      entries.tally.invariants += engine.invariants
      var unused = HistogramSet(layout: engine.model.layout)
      if firstResponses { swap(&unused, &entries.tally.firstResponses[block]) }
      engine.drainHistograms(
        waits: &entries.tally.waits[block], firstResponses: &unused)
      if firstResponses { swap(&unused, &entries.tally.firstResponses[block]) }
    }
  }

  /// All that was entered; totals are worked out from the streams.
  var tally: RunTally {
    entries.withLock { entries in
      var tally = entries.tally
      tally.replications = entries.replications.compactMap(\.self)
      tally.numbers = entries.replications.indices.filter { entries.replications[$0] != nil }
      tally.isPartial = tally.replications.count < count
      for block in tally.waits.indices {
        tally.waits[block].total = .merged(tally.waits[block].streams)
      }
      for block in tally.firstResponses.indices {
        tally.firstResponses[block].total = .merged(tally.firstResponses[block].streams)
      }
      return tally
    }
  }
}
