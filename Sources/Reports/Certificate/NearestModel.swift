// The exact model nearest to a scenario: a queue whose figures are known, and what was simplified.

public import Consulting
import Measures
public import Scenarios

/// One line of customers who arrive at random, one pool of like agents, exponential times:
/// M/M/n/K+M, with n places at all agents together.
public struct NearestModel: Sendable, Equatable {
  /// Agents at work.
  public var agents: Int
  /// Chats at once of each; a place is as fast whatever the others hold.
  public var chatsAtOnce: Int
  /// Customers per second.
  public var arrivalsPerSecond: Double
  /// Mean time for which a customer takes a place.
  public var meanEffort: SimulationTime
  /// Mean patience; nil = nobody leaves.
  public var meanPatience: SimulationTime?
  /// Customers waiting or in service at most; nil without a limit.
  public var limit: Int?
  /// Threshold of the service level: the first that an objective names.
  public var within: SimulationTime
  /// The span of the run that it stands for; nil = all of it.
  public var span: Range<SimulationTime>?
  /// Each simplification in words; none where the scenario is this model.
  public var simplifications: [String]

  /// Chats that all agents together can have.
  public var places: Int { agents * chatsAtOnce }

  /// In Kendall's words: `M/M/100`, `M/M/100+M`, `M/M/100/120+M`.
  public var notation: String {
    "M/M/\(places)" + (limit.map { "/\($0)" } ?? "") + (meanPatience == nil ? "" : "+M")
  }

  /// What is compared, in this order. With several chats at once places are counted, not agents.
  public var metrics: [Metric] {
    [
      .figure(.delayed), .figure(.waitMean), .figure(.abandonment),
      .serviceLevel(within: within, variant: .offered),
      .figure(chatsAtOnce > 1 ? .slotLoad : .occupancy),
    ]
  }

  /// Its figures in the steady state; nil where there is none.
  ///
  /// - Complexity: that of `ErlangA`.
  public var exact: ExactFigures? {
    let chain = ErlangA(
      arrivalsPerSecond: arrivalsPerSecond, meanServiceSeconds: meanEffort.seconds,
      meanPatienceSeconds: meanPatience?.seconds ?? .infinity, agents: places,
      inSystemAtMost: limit)
    return chain.map { ExactFigures($0, within: within, customers: customers($0)) }
  }

  /// Customers in the system on the mean.
  private func customers(_ chain: ErlangA) -> Double {
    chain.meanWaiting + chain.occupancy * Double(places)
  }
}

/// The figures of a model in its steady state.
public struct ExactFigures: Sendable, Equatable {
  /// Customers waiting or in service, mean over time.
  public let meanInSystem: Double
  private let delayed: Double
  private let wait: Double?
  private let abandonment: Double
  private let level: Double
  private let occupancy: Double

  init(_ chain: ErlangA, within: SimulationTime, customers: Double) {
    meanInSystem = customers
    delayed = chain.delayProbability
    wait = chain.meanWaitSeconds
    abandonment = chain.abandonmentProbability
    level = chain.serviceLevel(withinSeconds: within.seconds)
    occupancy = chain.occupancy
  }

  /// A figure that the models have; nil for others.
  public subscript(metric: Metric) -> Double? {
    switch metric {
    case .figure(.delayed): delayed
    case .figure(.waitMean): wait
    case .figure(.abandonment): abandonment
    case .serviceLevel(_, .offered): level
    case .figure(.occupancy), .figure(.slotLoad): occupancy
    default: nil
    }
  }

  /// How rare the event is that a figure is made of, 0…1: of so many customers one tells of it.
  func rarity(of metric: Metric) -> Double {
    switch metric {
    case .figure(.abandonment): abandonment
    case .serviceLevel: min(level, 1 - level)
    // Where nearly everybody waits, it is the others who are rare, and with them an idle place.
    case .figure(.delayed): min(delayed, 1 - delayed)
    case .figure(.occupancy), .figure(.slotLoad): 1 - delayed
    default: delayed
    }
  }

  /// In what share of the time it is decided, 0…1: whoever leaves does so in a spell of waiting.
  func spellShare(of metric: Metric) -> Double {
    metric == .figure(.abandonment) ? delayed : rarity(of: metric)
  }
}
