// The definition of every figure, once: from which counts it comes and how.

import Scenarios
import Tallies

/// How a figure is made of what was counted.
///
/// Counts and time averages are means over replications. Ratios are sum ÷ sum over all
/// replications. Percentiles are of the histogram merged over all replications.
enum Recipe {
  /// A term of a ratio or a count, of one replication.
  typealias Term = (ReplicationCell) -> Double

  case mean(Term)
  case ratio(Scale, Term, over: Term)
  case percentile(Quantity, Double)
  case largest(Quantity)
}

extension FigureKey {
  /// The definition of the figure.
  var recipe: Recipe {
    switch self {
    case .offered: .count { $0.offered }
    case .answered: .count { $0.answered }
    case .abandoned: .count { $0.abandoned }
    case .blocked: .count { $0.blocked }
    case .retried: .count { $0.retried }
    case .helped: .count { $0.helped }
    case .abandonment: .share({ $0.abandoned }, of: { $0.offered })
    case .delayed: .share({ $0.delayed }, of: { $0.offered - $0.blocked })
    case .asa: .meanTime({ $0.answeredWaitNanoseconds }, over: { $0.answered })
    case .handleTime: .meanTime({ $0.handleNanoseconds }, over: { $0.handled })
    case .matchScore: .ofScore(over: { $0.answered })
    case .matchValue: .ofScore(over: { $0.offered })
    case .unresolved: .share({ $0.unresolved }, of: { $0.answered })
    case .occupancy: .agents(.share, { $0.busyNanoseconds }, over: { $0.staffedNanoseconds })
    case .concurrency:
      .agents(.unlimited, { $0.openChatNanoseconds }, over: { $0.withOpenChatNanoseconds })
    case .slotLoad:
      .agents(.share, { $0.placesTakenNanoseconds }, over: { $0.placesStaffedNanoseconds })
    default: timeRecipe
    }
  }

  /// The definitions of the two quantities that have percentiles.
  private var timeRecipe: Recipe {
    switch self {
    case .waitP50: .percentile(.wait, 0.5)
    case .waitP90: .percentile(.wait, 0.9)
    case .waitP95: .percentile(.wait, 0.95)
    case .waitP99: .percentile(.wait, 0.99)
    case .waitP999: .percentile(.wait, 0.999)
    case .waitMax: .largest(.wait)
    case .firstResponseMean:
      .meanTime({ $0.firstResponseNanoseconds }, over: { $0.firstResponses })
    case .firstResponseP50: .percentile(.firstResponse, 0.5)
    case .firstResponseP90: .percentile(.firstResponse, 0.9)
    case .firstResponseP95: .percentile(.firstResponse, 0.95)
    case .firstResponseP99: .percentile(.firstResponse, 0.99)
    case .firstResponseP999: .percentile(.firstResponse, 0.999)
    case .firstResponseMax: .largest(.firstResponse)
    default: .meanTime({ $0.waitNanoseconds }, over: { $0.offered - $0.blocked })
    }
  }
}

extension ServiceLevelVariant {
  /// The definition of this variant at one threshold, by its place in the layout.
  func recipe(threshold: Int) -> Recipe {
    let answered: Recipe.Term = { Double($0.thresholds[threshold].answeredWithin) }
    let abandoned: Recipe.Term = { Double($0.thresholds[threshold].abandonedWithin) }
    return switch self {
    case .offered: .ratio(.share, answered, over: { Double($0.customers.offered) })
    case .answeredOnly: .ratio(.share, answered, over: { Double($0.customers.answered) })
    case .abandonsOk:
      .ratio(
        .share, { answered($0) + abandoned($0) },
        over: { Double($0.customers.answered + $0.customers.abandoned) })
    case .shortExcluded:
      .ratio(.share, answered, over: { Double($0.customers.offered) - abandoned($0) })
    }
  }
}

extension Recipe {
  fileprivate typealias Count = (CustomerTally) -> Int64

  fileprivate static func count(_ count: @escaping Count) -> Recipe {
    .mean { Double(count($0.customers)) }
  }

  fileprivate static func share(_ part: @escaping Count, of whole: @escaping Count) -> Recipe {
    .ratio(.share, { Double(part($0.customers)) }, over: { Double(whole($0.customers)) })
  }

  /// Seconds per case.
  fileprivate static func meanTime(
    _ nanoseconds: @escaping (CustomerTally) -> Double, over cases: @escaping Count
  ) -> Recipe {
    .ratio(
      .unlimited, { nanoseconds($0.customers) / 1e9 }, over: { Double(cases($0.customers)) })
  }

  fileprivate static func ofScore(over cases: @escaping Count) -> Recipe {
    .ratio(
      .share, { Double($0.customers.scoreBillionths) / 1e9 },
      over: { Double(cases($0.customers)) })
  }

  fileprivate static func agents(
    _ scale: Scale, _ part: @escaping (AgentTally) -> Double,
    over whole: @escaping (AgentTally) -> Double
  ) -> Recipe {
    .ratio(scale, { part($0.agents) }, over: { whole($0.agents) })
  }
}
