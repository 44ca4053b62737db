// Holds a plan's objectives against the figures of a run.

import Consulting
import Scenarios
import Tallies

/// The figures of a run, cell by cell.
struct Evaluation {
  let run: CellFigures
  let streams: [CellFigures]
  let groups: [CellFigures]
  let periods: [CellFigures]
}

/// Judges objectives.
struct Judge {
  let plan: Plan
  let cells: Cells
  let figures: Evaluation

  /// What came of that objective.
  func judge(_ objective: Objective) -> JudgedObjective {
    switch objective.over {
    case .run: judgeRun(objective)
    case .eachPeriod: judgePeriods(objective, share: 1)
    case .shareOfPeriods(let share): judgePeriods(objective, share: share)
    }
  }

  private func judgeRun(_ objective: Objective) -> JudgedObjective {
    let cell: CellFigures
    let days: [Double?]
    if let stream = objective.demand {
      let hasFirstAnswer = plan.demand[stream].firstAnswer != nil
      cell = figures.streams[stream]
      days = values(objective, of: cells.stream(stream, hasFirstAnswer: hasFirstAnswer))
    } else if let group = objective.agents {
      cell = figures.groups[group]
      days = values(objective, of: cells.group(group))
    } else {
      cell = figures.run
      days = values(objective, of: cells.run)
    }
    let value = cell[objective.metric]
    return judged(
      objective, value: value ?? .none,
      verdict: Verdict(value ?? .none, against: objective.bound),
      days: value == nil ? [] : days.compactMap(\.self))
  }

  /// Over periods there are only figures of everyone: an objective that names a stream or a group
  /// there has no cases.
  private func judgePeriods(_ objective: Objective, share: Double) -> JudgedObjective {
    let isOfEveryone = objective.demand == nil && objective.agents == nil
    let values = figures.periods.map { isOfEveryone ? $0[objective.metric] ?? .none : .none }
    var verdicts = PeriodVerdicts()
    for value in values where value.mean != nil {
      verdicts.count(Verdict(value, against: objective.bound))
    }
    let deciding = objective.bound.decidingIndex(values.map(\.mean), share: share)
    return judged(
      objective, value: deciding.map { values[$0] } ?? .none,
      verdict: verdicts.verdict(share: share),
      decidingPeriod: deciding.map { cells.tally.layout.periods[$0] }, periods: verdicts,
      days: isOfEveryone ? daysOverPeriods(objective, share: share) : [])
  }

  /// The deciding value of each day.
  private func daysOverPeriods(_ objective: Objective, share: Double) -> [Double] {
    let byPeriod = figures.periods.indices.map { values(objective, of: cells.period($0)) }
    let days = byPeriod.first?.count ?? 0
    return (0..<days).compactMap { day in
      let values = byPeriod.map { $0[day] }
      return objective.bound.decidingIndex(values, share: share).flatMap { values[$0] }
    }
  }

  private func values(_ objective: Objective, of cell: Cell) -> [Double?] {
    switch objective.metric {
    case .figure(let key): return cell.values(key.recipe)
    case .serviceLevel(let within, let variant):
      guard let threshold = cells.tally.layout.thresholds.firstIndex(of: within),
        cell.kind != .group
      else { return [] }
      return cell.values(variant.recipe(threshold: threshold))
    }
  }

  private func judged(
    _ objective: Objective, value: Figure, verdict: Verdict,
    decidingPeriod: Range<SimulationTime>? = nil, periods: PeriodVerdicts? = nil, days: [Double]
  ) -> JudgedObjective {
    JudgedObjective(
      objective: objective, demand: objective.demand.map { plan.demand[$0].name },
      agents: objective.agents.map { plan.agents[$0].name }, value: value, verdict: verdict,
      decidingPeriod: decidingPeriod, periods: periods,
      days: DaySpread(days, bound: objective.bound))
  }
}
