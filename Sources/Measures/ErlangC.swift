// Erlang's delay formula: everybody waits, nobody leaves.

/// M/M/n: customers wait in one line without end.
///
/// Source: A. K. Erlang (1917); here from Erlang B, so that thousands of agents do no harm.
public struct ErlangC: Sendable, Equatable {
  /// The share of customers who wait.
  public let delayProbability: Double
  /// Agents' time in chats ÷ agents' time.
  public let occupancy: Double
  /// Customers an idle-free team serves a second beyond those who arrive.
  private let sparePerSecond: Double
  private let arrivalsPerSecond: Double

  /// Nil when the agents cannot keep up: then there is no steady state.
  ///
  /// - Parameters:
  ///   - arrivalsPerSecond: above 0.
  ///   - meanServiceSeconds: above 0.
  ///   - agents: 1 or more.
  /// - Complexity: O(agents).
  public init?(arrivalsPerSecond: Double, meanServiceSeconds: Double, agents: Int) {
    precondition(arrivalsPerSecond > 0 && meanServiceSeconds > 0, "rates and times above 0")
    precondition(agents >= 1, "a queue needs an agent")
    let load = arrivalsPerSecond * meanServiceSeconds
    guard load < Double(agents) else { return nil }
    let blocking = ErlangB.blocking(load: load, agents: agents)
    self.arrivalsPerSecond = arrivalsPerSecond
    occupancy = load / Double(agents)
    delayProbability = blocking / (1 - occupancy * (1 - blocking))
    sparePerSecond = (Double(agents) - load) / meanServiceSeconds
  }

  /// The mean wait of all customers, seconds.
  public var meanWaitSeconds: Double { delayProbability / sparePerSecond }

  /// The mean number of waiting customers.
  public var meanWaiting: Double { arrivalsPerSecond * meanWaitSeconds }

  /// The share of customers whose wait is at most so long.
  public func serviceLevel(withinSeconds seconds: Double) -> Double {
    precondition(seconds >= 0, "a wait is at least 0")
    return 1 - delayProbability * DeterministicMath.exp(-sparePerSecond * seconds)
  }

  /// The wait that a share of the customers does not exceed, seconds.
  public func waitPercentileSeconds(_ share: Double) -> Double {
    precondition((0...1).contains(share), "a percentile is asked for a share between 0 and 1")
    guard 1 - share < delayProbability else { return 0 }
    return DeterministicMath.log(delayProbability / (1 - share)) / sparePerSecond
  }
}
