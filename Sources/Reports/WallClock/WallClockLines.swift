// The machinery's part of the terminal table: the way of a customer, the dispatch, the schedule.

import Consulting
import Measures
import Scenarios
import Tallies

/// What a run on the wall clock says of itself, in lines of eighty columns.
struct WallClockLines {
  let clock: WallClockTally
  let ink: Ink

  /// Each stage and the whole way, with percentiles.
  var stages: [String] {
    let heads = ["mean", "50 %", "99 %", "99.9 %", "longest"]
    var lines = [ink(.faint, Self.row("", heads))]
    // At full tilt everyone waits for as long as those ahead of him take, by construction.
    let stages: [DispatchStage] =
      isSaturated ? [.submittedToEnqueued, .matchedToDelivered] : DispatchStage.allCases
    for stage in stages {
      lines.append(Self.row(Self.label(stage), Self.spans(clock.stages[stage.rawValue])))
    }
    if !isSaturated { lines.append(Self.row("due → delivered", Self.spans(clock.dueToDelivered))) }
    lines.append(Self.row("an agent had room meanwhile", Self.spans(clock.dispatchLatency)))
    return lines
  }

  /// Whether customers came as soon as there was room.
  var isSaturated: Bool { clock.pace == .saturated }

  /// Dispatches a second over the run: the mean, and single spans of it.
  var throughput: [String] {
    let rates = clock.throughput.map(\.rate).sorted()
    guard rates.count > 1, let lowest = rates.first, let highest = rates.last else { return [] }
    let cells = [
      clock.dispatchesPerSecond ?? 0, lowest, rates[rates.count / 20], rates[rates.count / 2],
      highest,
    ].map(HumanUnits.rate)
    let heads = ["mean", "lowest", "5 %", "50 %", "highest"]
    let spans = "dispatches/s, of \(HumanUnits.fixed(Double(rates.count), 0)) spans"
    return [ink(.faint, Self.row("", heads)), Self.row(spans, cells)]
  }

  /// How fast, at what price, and whether the schedule was kept.
  var machinery: String {
    let threads = clock.processors.count
    let rate = HumanUnits.rate(clock.dispatchesPerSecond ?? 0)
    let cpu = clock.cpuNanosecondsPerDispatch.map { HumanUnits.span($0 / 1e9) } ?? "–"
    var text =
      "\(HumanUnits.fixed(Double(clock.dispatches), 0)) dispatches in"
      + " \(HumanUnits.duration(clock.elapsedSeconds)): \(rate)/s on \(threads)"
      + " thread\(threads == 1 ? "" : "s"), \(cpu) of processor time each"
    if let allocations = clock.allocationsPerDispatch {
      text += ", \(HumanUnits.smallNumber(allocations)) allocations each"
    }
    return text + "."
  }

  /// The generator's own lateness; nil where there is no schedule.
  var schedule: String? {
    guard case .open = clock.pace else { return nil }
    let lag = "99 % of events within \(HumanUnits.span(clock.lag.seconds(0.99) ?? 0))"
    let limit = HumanUnits.span(Double(WallClockTally.lagLimitNanoseconds) / 1e9)
    guard !clock.isValid else { return "The schedule was kept: \(lag) (allowed: \(limit))." }
    let never = clock.neverSent > 0 ? ", \(clock.neverSent) customers never came" : ""
    return "INVALID: the schedule was not kept, \(lag) (allowed: \(limit))\(never)."
  }

  /// What the run leaves out or does not know; empty if nothing.
  var limits: [String] {
    var lines: [String] = []
    if !clock.leftOut.isEmpty {
      lines.append("Left out of such a run: \(clock.leftOut.joined(separator: ", ")).")
    }
    if clock.leftAtEnd > 0 {
      lines.append("\(clock.leftAtEnd) customers still waited at the end and left then.")
    }
    if clock.linesFull > 0 {
      lines.append("\(clock.linesFull) customers found their line full and were turned away.")
    }
    lines += counts
    if let cut = clock.logCutNanoseconds {
      lines.append(
        "The log is full after \(HumanUnits.duration(Double(cut) / 1e9)): dispatch latency,"
          + " the agents' time and how well they fitted are of the part before.")
    }
    return lines
  }

  /// What was counted of each dispatch; empty where nobody did.
  private var counts: [String] {
    guard let operations = clock.operations, clock.dispatches > 0 else { return [] }
    let each = { (count: Int64) in
      HumanUnits.fixed(Double(count) / Double(clock.dispatches), 2)
    }
    let rare = { (count: Int64) in
      HumanUnits.smallNumber(Double(count) / Double(clock.dispatches))
    }
    var second =
      "It looks again \(rare(operations.secondLooks)) times after publishing and passes"
      + " \(rare(operations.deadEntries)) stale entries"
    if let retains = operations.retains, let releases = operations.releases {
      second += "; \(rare(retains)) retains, \(rare(releases)) releases of objects"
    }
    return [
      "A dispatch takes \(each(operations.loads)) loads, \(each(operations.stores)) stores,"
        + " \(each(operations.exchanges)) compare-and-exchanges"
        + " (\(rare(operations.failedExchanges)) in vain) and"
        + " \(each(operations.others)) other read-modify-writes.", second + ".",
    ]
  }

  private static func label(_ stage: DispatchStage) -> String {
    switch stage {
    case .dueToSubmitted: "due → submitted"
    case .submittedToEnqueued: "submitted → enqueued"
    case .enqueuedToMatched: "enqueued → matched"
    case .matchedToDelivered: "matched → delivered"
    }
  }

  private static func spans(_ spans: SpanTally) -> [String] {
    let histogram = spans.histogram
    return [
      spans.mean, histogram.seconds(0.5), histogram.seconds(0.99), histogram.seconds(0.999),
      histogram.longestSeconds,
    ].map { $0.map(HumanUnits.span) ?? "–" }
  }

  private static func row(_ label: String, _ cells: [String]) -> String {
    "  " + DisplayWidth.left(label, 28) + cells.map { DisplayWidth.right($0, 10) }.joined()
  }
}
