// The parts of a result document, from single pairs up to the figures of a cell.

import Consulting
import Scenarios
import Tallies

extension JSONWriter {
  /// A key with a string; `null` for nothing.
  mutating func pair(_ name: String, _ value: String?) {
    key(name)
    if let value { text(value) } else { null() }
  }

  /// A key with a number; `null` for nothing.
  mutating func pair(_ name: String, _ value: Double?) {
    key(name)
    number(value)
  }

  /// A key with a whole number; `null` for nothing.
  mutating func pair(_ name: String, integer value: (some BinaryInteger)?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  /// `{mean, low, high}`
  mutating func interval(_ name: String, _ figure: Figure) {
    key(name)
    object(.inline) { $0.members(figure) }
  }

  private mutating func members(_ figure: Figure) {
    pair("mean", figure.mean)
    pair("low", figure.low)
    pair("high", figure.high)
  }

  /// The keys of `metrics` that the cell has, in the order of the contract.
  mutating func figures(_ cell: CellFigures) {
    for key in FigureKey.scalarsBeforeService { scalar(key, of: cell) }
    if !cell.serviceLevels.isEmpty {
      key("service_level")
      array { writer in
        for level in cell.serviceLevels {
          writer.object(.inline) { writer in
            writer.pair("within", level.within.seconds)
            writer.pair("variant", level.variant.rawValue)
            writer.members(level.figure)
          }
        }
      }
      distribution("wait", FigureKey.waits, of: cell)
      distribution("first_response", FigureKey.firstResponses, of: cell)
    }
    for key in FigureKey.scalarsAfterService { scalar(key, of: cell) }
    if let staffed = cell.staffed { interval("staffed", staffed) }
  }

  private mutating func scalar(_ key: FigureKey, of cell: CellFigures) {
    if let figure = cell[key] { interval(key.rawValue, figure) }
  }

  private mutating func distribution(_ name: String, _ keys: [FigureKey], of cell: CellFigures) {
    key(name)
    guard cell[keys[0]] != nil else {
      null()
      return
    }
    object { writer in
      for key in keys {
        guard let figure = cell[key] else { continue }
        writer.interval(String(key.rawValue.dropFirst(name.utf8.count + 1)), figure)
      }
    }
  }

  /// The counts that must be 0.
  mutating func invariants(_ counts: InvariantTally) {
    pair("double_assignments", integer: counts.doubleAssignments)
    pair("over_capacity", integer: counts.overCapacity)
    pair("stranded", integer: counts.stranded)
    pair("lost_customers", integer: counts.lostCustomers)
    pair("endless_offers", integer: counts.endlessOffers)
    pair("hard_violations", integer: counts.hardViolations)
  }

  /// An objective: what was demanded in the scenario's words, then what came of it.
  mutating func objective(_ judged: JudgedObjective) {
    demanded(judged)
    interval("value", judged.value)
    pair("verdict", judged.verdict.rawValue)
    if let periods = judged.periods {
      key("deciding_period")
      if let span = judged.decidingPeriod {
        object(.inline) { writer in
          writer.pair("from", span.lowerBound.seconds)
          writer.pair("to", span.upperBound.seconds)
        }
      } else {
        null()
      }
      key("periods")
      object(.inline) { writer in
        writer.pair("met", integer: periods.met)
        writer.pair("missed", integer: periods.missed)
        writer.pair("undecided", integer: periods.undecided)
      }
    }
    key("days")
    guard let days = judged.days else {
      null()
      return
    }
    object(.inline) { writer in
      writer.pair("p05", days.p05)
      writer.pair("p50", days.p50)
      writer.pair("p95", days.p95)
      writer.pair("share_met", days.shareMet)
    }
  }

  private mutating func demanded(_ judged: JudgedObjective) {
    switch judged.objective.metric {
    case .figure(let key): pair("metric", key.rawValue)
    case .serviceLevel(let within, let variant):
      pair("metric", "service_level")
      pair("within", within.seconds)
      pair("variant", variant.rawValue)
    }
    switch judged.objective.bound {
    case .atLeast: pair("bound", "at-least")
    case .atMost: pair("bound", "at-most")
    }
    pair("target", judged.objective.bound.limit)
    pair("demand", judged.demand)
    pair("agents", judged.agents)
    switch judged.objective.over {
    case .run: pair("over", "run")
    case .eachPeriod: pair("over", "each-period")
    case .shareOfPeriods(let share):
      key("over")
      object(.inline) { $0.pair("share-of-periods", share) }
    }
  }
}

extension FigureKey {
  fileprivate static let scalarsBeforeService: [FigureKey] = [
    .offered, .answered, .abandoned, .blocked, .retried, .helped, .abandonment, .delayed,
  ]
  fileprivate static let waits: [FigureKey] = [
    .waitMean, .waitP50, .waitP90, .waitP95, .waitP99, .waitP999, .waitMax,
  ]
  fileprivate static let firstResponses: [FigureKey] = [
    .firstResponseMean, .firstResponseP50, .firstResponseP90, .firstResponseP95,
    .firstResponseP99, .firstResponseP999, .firstResponseMax,
  ]
  fileprivate static let scalarsAfterService: [FigureKey] = [
    .asa, .handleTime, .occupancy, .concurrency, .slotLoad, .matchScore, .matchValue,
    .unresolved,
  ]
}
