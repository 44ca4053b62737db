// How long customers wait in the steady state of M/M/n/K+M.

extension ErlangA {
  /// Answered after a wait of at most so long ÷ offered.
  ///
  /// - Complexity: O(states).
  public func serviceLevel(withinSeconds seconds: Double) -> Double {
    precondition(seconds >= 0, "a wait is at least 0")
    var answered = immediate
    guard !waitingBehind.isEmpty, seconds > 0 else { return answered }
    let delays = departuresWithin(seconds)
    for (offset, probability) in waitingBehind.enumerated() {
      let leaving = Double(firstPosition + offset) * leavingPerSecond
      // P(answered in time | k) = nμ/(nμ + kθ) · P(k departures in time, rates each θ higher).
      let late = delays.atMost[offset] - leaving / servedPerSecond * delays.exactly[offset]
      answered += probability * servedPerSecond / (servedPerSecond + leaving) * (1 - max(0, late))
    }
    return min(1, answered)
  }

  /// Of those not blocked, the share whose wait is longer, whether they are answered then or leave;
  /// nil when all are blocked.
  ///
  /// - Complexity: O(states).
  public func waitExceeds(seconds: Double) -> Double? {
    precondition(seconds >= 0, "a wait is at least 0")
    let admitted = 1 - blockingProbability
    guard admitted > 0, meanWaitSeconds != nil else { return nil }
    guard !waitingBehind.isEmpty else { return 0 }
    let delays = departuresWithin(seconds)
    let virtual = zip(waitingBehind, delays.atMost).reduce(0) { $0 + $1.0 * $1.1 }
    return virtual / admitted * DeterministicMath.exp(-leavingPerSecond * seconds)
  }

  /// The wait that a share of those not blocked does not exceed, seconds, to 1e-12 of it; nil when
  /// all are blocked.
  public func waitPercentileSeconds(_ share: Double) -> Double? {
    precondition((0..<1).contains(share), "a percentile of an endless distribution is below 1")
    guard let atOnce = waitExceeds(seconds: 0) else { return nil }
    func isExceeded(_ seconds: Double) -> Bool { (waitExceeds(seconds: seconds) ?? 0) > 1 - share }
    guard atOnce > 1 - share else { return 0 }
    var low = 0.0
    var high = 1 / servedPerSecond
    while isExceeded(high) {
      low = high
      high *= 2
    }
    while high - low > 1e-12 * high {
      let middle = low + (high - low) / 2
      if isExceeded(middle) { low = middle } else { high = middle }
    }
    return high
  }

  /// For each position k that a waiting customer may take, how likely it is that of those ahead
  /// fewer than k go within a time, and that exactly k go.
  ///
  /// The i-th departure before the last has the rate nμ + iθ, so that the time of k departures is
  /// −log(Beta(nμ/θ, k))/θ, and the number of departures backwards is negative binomial (Poisson
  /// where θ = 0): its terms differ by the factor g · (nμ + iθ)/(i + 1), g = (1 − e^{−θt})/θ.
  private func departuresWithin(_ seconds: Double) -> (atMost: [Double], exactly: [Double]) {
    let terms = DepartureCounts(
      seconds: seconds, servedPerSecond: servedPerSecond, leavingPerSecond: leavingPerSecond)
    let exactly = terms.probabilities(from: firstPosition, count: waitingBehind.count)
    var cumulated = terms.cumulated(atMost: firstPosition - 1)
    var atMost: [Double] = []
    atMost.reserveCapacity(exactly.count)
    for term in exactly {
      atMost.append(min(1, cumulated))
      cumulated += term
    }
    return (atMost, exactly)
  }
}

/// The negative binomial numbers T(i) = x^c (1 − x)^i Γ(c + i)/(Γ(c) i!) with c = nμ/θ and
/// x = e^{−θt}; Poisson with mean nμt where θ = 0.
struct DepartureCounts {
  private let servedPerSecond: Double
  private let leavingPerSecond: Double
  /// nμt.
  private let busyMean: Double
  /// 1 − e^{−θt}.
  private let gone: Double
  /// g = (1 − e^{−θt})/θ, or t.
  private let spread: Double

  init(seconds: Double, servedPerSecond: Double, leavingPerSecond: Double) {
    self.servedPerSecond = servedPerSecond
    self.leavingPerSecond = leavingPerSecond
    busyMean = servedPerSecond * seconds
    gone = -DeterministicMath.expm1(-leavingPerSecond * seconds)
    spread = leavingPerSecond > 0 ? gone / leavingPerSecond : seconds
  }

  /// T(i + 1)/T(i).
  private func ratio(_ i: Int) -> Double {
    spread * (servedPerSecond + Double(i) * leavingPerSecond) / Double(i + 1)
  }

  /// The largest i whose term is not below the one before.
  private var mode: Double {
    // ratio(i − 1) ≥ 1 means i ≤ g(nμ − θ)/(1 − gθ).
    let remaining = DeterministicMath.exp(-busyMean * leavingPerSecond / servedPerSecond)
    if remaining == 0 { return .infinity }
    return max(0, spread * (servedPerSecond - leavingPerSecond) / remaining)
  }

  /// T(i) for `count` successive i.
  func probabilities(from first: Int, count: Int) -> [Double] {
    guard count > 0 else { return [] }
    let anchor = Int(min(max(mode, Double(first)), Double(first + count - 1)))
    var terms = Array(repeating: 0.0, count: count)
    terms[anchor - first] = term(anchor)
    for i in stride(from: anchor, to: first, by: -1) {
      terms[i - 1 - first] = terms[i - first] / ratio(i - 1)
    }
    for i in anchor..<(first + count - 1) {
      terms[i + 1 - first] = terms[i - first] * ratio(i)
    }
    return terms
  }

  /// T(0) + … + T(last).
  func cumulated(atMost last: Int) -> Double {
    let anchor = Int(min(mode, Double(last)))
    let peak = term(anchor)
    var sum = peak
    var value = peak
    var i = anchor
    while i > 0, value > sum * 0x1p-60 {
      value /= ratio(i - 1)
      sum += value
      i -= 1
    }
    value = peak
    i = anchor
    while i < last, value > sum * 0x1p-60 {
      value *= ratio(i)
      sum += value
      i += 1
    }
    return min(1, sum)
  }

  /// T(i) by Loader's saddle-point form (“Fast and accurate computation of binomial
  /// probabilities”, 2000), which loses no digits however large the numbers are.
  private func term(_ i: Int) -> Double {
    if i == 0 { return DeterministicMath.exp(-busyMean) }
    let i = Double(i)
    if spread == 0 { return 0 }
    let tau = 2 * Double.pi
    guard leavingPerSecond > 0 else {
      let exponent = -Self.stirling(i) - Self.deviance(i, busyMean)
      return DeterministicMath.exp(exponent) / (tau * i).squareRoot()
    }
    let c = servedPerSecond / leavingPerSecond
    let both = c + i
    let remaining = DeterministicMath.exp(-busyMean / c)
    if remaining == 0 { return 0 }
    let exponent =
      Self.stirling(both) - Self.stirling(c) - Self.stirling(i)
      - Self.deviance(c, both * remaining) - Self.deviance(i, both * gone)
    return DeterministicMath.exp(exponent) * (c / (tau * i * both)).squareRoot()
  }

  /// log Γ(x) less Stirling's main terms.
  private static func stirling(_ x: Double) -> Double {
    if x >= 12 { return DeterministicMath.stirlingRest(x) }
    return DeterministicMath.logGamma(x) - (x - 0.5) * DeterministicMath.log(x) + x
      - 0.91893853320467274178
  }

  /// x log(x/m) + m − x, without cancellation where they are close.
  private static func deviance(_ x: Double, _ m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * DeterministicMath.log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var power = 2 * x * v
    for j in 1..<40 {
      power *= v * v
      let next = sum + power / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }
}
