// Customers who wait, lose patience and may find the queue full: the queue in steady state.

/// M/M/n+M and, with a limit, M/M/n/K+M: Poisson arrivals, exponential service and patience.
///
/// The numbers in the system form a birth–death chain; its probabilities are summed outwards from
/// the most likely state, so that nothing overflows and nothing cancels, whatever the size.
/// Sources: C. Palm (1946); O. Garnett, A. Mandelbaum & M. Reiman (2002), “Designing a call center
/// with impatient customers”; A. Mandelbaum & S. Zeltyn (2007), “Service engineering in action: the
/// Palm/Erlang-A queue”.
public struct ErlangA: Sendable {
  /// Blocked ÷ offered; 0 without a limit.
  public private(set) var blockingProbability = 0.0
  /// Of those not blocked, the share who do not find a free agent.
  public private(set) var delayProbability = 0.0
  /// Abandoned ÷ offered.
  public private(set) var abandonmentProbability = 0.0
  /// The mean number of waiting customers.
  public private(set) var meanWaiting = 0.0
  /// The mean wait of those not blocked, who left included, seconds; nil when all are blocked.
  public private(set) var meanWaitSeconds: Double?
  /// The mean wait of the answered, seconds; nil when nobody is.
  public private(set) var meanAnsweredWaitSeconds: Double?
  /// Answered ÷ offered.
  public private(set) var answeredProbability = 0.0
  /// Agents' time in chats ÷ agents' time.
  public private(set) var occupancy = 0.0

  /// n · μ, chats that a busy team ends in a second.
  let servedPerSecond: Double
  /// θ, the rate at which a waiting customer leaves; 0 if never.
  let leavingPerSecond: Double
  /// P(not blocked, answered at once) of all offered.
  var immediate = 0.0
  /// P(finds k − 1 waiting before him, all agents busy, room left), from k = `firstPosition`.
  var waitingBehind: [Double] = []
  var firstPosition = 1

  /// Nil when there is no steady state (nobody leaves, nobody is blocked and the agents cannot keep
  /// up), or none that a run could reach: more than 2²⁴ states matter.
  ///
  /// - Parameters:
  ///   - arrivalsPerSecond: above 0.
  ///   - meanServiceSeconds: above 0.
  ///   - meanPatienceSeconds: above 0; infinite where nobody leaves.
  ///   - agents: 1 or more.
  ///   - limit: customers waiting or in service at most, 1 or more; nil without a limit.
  /// - Complexity: O(states that are not practically impossible), some 30 √(λ/θ) + 30 √load.
  public init?(
    arrivalsPerSecond: Double, meanServiceSeconds: Double, meanPatienceSeconds: Double,
    agents: Int, inSystemAtMost limit: Int? = nil
  ) {
    precondition(arrivalsPerSecond > 0 && meanServiceSeconds > 0, "rates and times above 0")
    precondition(meanPatienceSeconds > 0, "a patience above 0")
    precondition(agents >= 1, "a queue needs an agent")
    precondition(limit.map { $0 >= 1 } ?? true, "room for a customer at least")
    servedPerSecond = Double(agents) / meanServiceSeconds
    leavingPerSecond = 1 / meanPatienceSeconds
    if limit == nil, leavingPerSecond == 0, arrivalsPerSecond >= servedPerSecond { return nil }
    guard
      let chain = BirthDeathChain(
        arrivalsPerSecond: arrivalsPerSecond, serviceRate: 1 / meanServiceSeconds,
        leavingRate: leavingPerSecond, agents: agents, limit: limit)
    else { return nil }
    summarise(chain, arrivalsPerSecond: arrivalsPerSecond)
  }

  private mutating func summarise(_ chain: BirthDeathChain, arrivalsPerSecond: Double) {
    var busy = 0.0
    firstPosition = max(1, chain.lowest - chain.agents + 1)
    for (offset, probability) in chain.probabilities.enumerated() {
      let state = chain.lowest + offset
      busy += Double(min(state, chain.agents)) * probability
      meanWaiting += Double(max(0, state - chain.agents)) * probability
      if state == chain.limit {
        blockingProbability = probability
      } else if state < chain.agents {
        immediate += probability
      } else {
        waitingBehind.append(probability)
      }
    }
    let delayed = waitingBehind.reduce(0, +)
    let admitted = immediate + delayed
    occupancy = busy / Double(chain.agents)
    answeredProbability = occupancy * servedPerSecond / arrivalsPerSecond
    abandonmentProbability = leavingPerSecond * meanWaiting / arrivalsPerSecond
    if admitted > 0 {
      delayProbability = delayed / admitted
      meanWaitSeconds = meanWaiting / (arrivalsPerSecond * admitted)
    }
    meanAnsweredWaitSeconds = answeredWait()
  }

  /// Σ P(finds k) · P(answered | k) · E[wait | k, answered] ÷ P(answered): with k departures to
  /// await, who is answered waits Σ 1/(nμ + iθ), i = 1…k, on the mean.
  private func answeredWait() -> Double? {
    var wait = 0.0
    for position in 1..<firstPosition {
      wait += 1 / (servedPerSecond + Double(position) * leavingPerSecond)
    }
    var answered = immediate
    var sum = 0.0
    for (offset, probability) in waitingBehind.enumerated() {
      let rate = servedPerSecond + Double(firstPosition + offset) * leavingPerSecond
      wait += 1 / rate
      answered += probability * servedPerSecond / rate
      sum += probability * servedPerSecond / rate * wait
    }
    return answered > 0 ? sum / answered : nil
  }
}
