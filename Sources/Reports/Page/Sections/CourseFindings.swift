// What the course of a day shows, in sentences.

import Scenarios

/// The sentences under the pictures by period.
struct CourseFindings {
  let periods: [ReadPeriod]
  let axis: DayAxis

  /// When most customers come, and when most of them give up.
  var customers: String {
    guard let busiest = largest(of: { $0.figures.mean(.offered) }) else {
      return "Nobody comes."
    }
    let all = periods.compactMap { $0.figures.mean(.offered) }.reduce(0, +)
    var text =
      "Most customers come \(axis.label(busiest.period)): \(HumanUnits.count(busiest.value)) of"
      + " \(HumanUnits.count(all))."
    if let worst = largest(of: { $0.figures.mean(.abandonment) }), worst.value > 0 {
      text +=
        " Giving up is most frequent \(axis.label(worst.period)): \(HumanUnits.share(worst.value))"
        + " of those who come then."
    } else {
      text += " Nobody gives up."
    }
    return text
  }

  /// When waits are longest.
  var waits: String {
    guard let worst = largest(of: { $0.figures.mean(.waitP99) }), worst.value > 0 else {
      return "Hardly anybody waits at any time of the day."
    }
    var text =
      "Waits are longest \(axis.label(worst.period)): one customer in a hundred waits more than"
      + " \(HumanUnits.duration(worst.value)) then."
    if let best = smallest(of: { $0.figures.mean(.waitP99) }), best.value < worst.value {
      let shortest = best.value > 0 ? HumanUnits.duration(best.value) : "none"
      text += " \(axis.label(best.period)) it is \(shortest)."
    }
    return text
  }

  /// When agents are busiest.
  var agents: String {
    guard let busiest = largest(of: { $0.figures.mean(.occupancy) }) else {
      return "Nobody is at work."
    }
    var text =
      "Agents are busiest \(axis.label(busiest.period)): occupied"
      + " \(HumanUnits.share(busiest.value)) of the time."
    if let least = smallest(of: { $0.figures.mean(.occupancy) }), least.value < busiest.value {
      text += " \(axis.label(least.period)) it is \(HumanUnits.share(least.value))."
    }
    return text
  }

  /// In how many periods the target is reached, and where it is missed most.
  func level(_ result: ShownResult) -> String {
    guard let level = result.level else { return "No service level is known." }
    let known = known { $0.figures.level(within: level.within, level.variant)?.mean }
    guard let worst = known.min(by: { $0.value < $1.value }) else { return "No period has cases." }
    let lowest = "\(axis.label(worst.period)) with \(HumanUnits.share(worst.value))"
    guard let target = level.target else { return "The lowest is \(lowest)." }
    let met = known.filter { $0.value >= target }.count
    let limit = FigureUnit.share.limit(target)
    let count =
      met == known.count
      ? "All \(met) periods reach \(limit) on average"
      : "\(met) of \(known.count) periods reach \(limit) on average"
    return "\(count); the lowest is \(lowest).\(risk(within: level.within, result.occasion))"
  }

  /// The period that most often misses the target on single days.
  private func risk(within: Double, _ occasion: String) -> String {
    let known = periods.compactMap { period in
      period.days(within: within)?.share_met.map { (period: period, share: $0) }
    }
    guard let worst = known.min(by: { $0.share < $1.share }) else { return "" }
    if worst.share >= 1 { return " Every single \(occasion) reaches it in every period." }
    return " Single \(occasion)s differ: \(axis.label(worst.period)) reaches it on"
      + " \(HumanUnits.share(worst.share)) of the \(occasion)s only."
  }

  private func largest(
    of value: (ReadPeriod) -> Double?
  ) -> (period: ReadPeriod, value: Double)? {
    known(value).max { $0.value < $1.value }
  }

  private func smallest(
    of value: (ReadPeriod) -> Double?
  ) -> (period: ReadPeriod, value: Double)? {
    known(value).min { $0.value < $1.value }
  }

  private func known(
    _ value: (ReadPeriod) -> Double?
  ) -> [(period: ReadPeriod, value: Double)] {
    periods.compactMap { period in value(period).map { (period, $0) } }
  }
}
