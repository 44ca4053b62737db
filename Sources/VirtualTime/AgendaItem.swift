// What is known before the run begins: shifts, opening hours, periods, the end. In written order.

import Consulting
import Scenarios

/// Something that happens at a time known beforehand.
struct AgendaItem: Sendable {
  /// What happens; at equal times in this order.
  enum Kind: Sendable {
    /// Counting goes on in this period; `periods.count` = no longer.
    case period(Int)
    /// A location opens.
    case opens(Int)
    /// A location closes: who waits there leaves.
    case closes(Int)
    /// A group's roster has this many agents.
    case staffing(group: Int, count: Int)
    /// No arrivals from now on.
    case end
  }

  var time: Int64
  var kind: Kind

  /// All items of a plan, in order.
  static func agenda(of plan: Plan, periods: [Range<SimulationTime>]) -> [AgendaItem] {
    var items: [AgendaItem] = []
    for (index, period) in periods.enumerated() {
      items.append(AgendaItem(time: period.lowerBound.nanoseconds, kind: .period(index)))
    }
    let end = plan.length.nanoseconds
    items.append(AgendaItem(time: end, kind: .period(periods.count)))
    for (index, location) in plan.locations.enumerated() {
      for span in location.openSpans ?? [] {
        items.append(AgendaItem(time: span.lowerBound.nanoseconds, kind: .opens(index)))
        if span.upperBound < plan.length {
          items.append(AgendaItem(time: span.upperBound.nanoseconds, kind: .closes(index)))
        }
      }
    }
    for (index, group) in plan.agents.enumerated() {
      for (start, count) in zip(group.staffing.starts, group.staffing.values) {
        items.append(
          AgendaItem(time: start.nanoseconds, kind: .staffing(group: index, count: count)))
      }
    }
    items.append(AgendaItem(time: end, kind: .end))
    return items.enumerated().sorted {
      ($0.element.time, $0.element.rank, $0.offset) < ($1.element.time, $1.element.rank, $1.offset)
    }.map(\.element)
  }

  private var rank: Int {
    switch kind {
    case .period: 0
    case .opens: 1
    case .closes: 2
    case .staffing: 3
    case .end: 4
    }
  }
}
