// How fast a queue moves: the time between two starts, recent ones counting most.

/// The mean time between starts while somebody waits, exponentially weighted.
///
/// A gap begins with the start before it, or when the queue filled after it was empty: times in
/// which nobody waited say nothing about the agents. Each gap weighs an eighth; the first eight
/// weigh alike.
struct StartPace {
  /// Gaps before a mean is told.
  static let enough = 4
  /// What each further gap weighs.
  static let weight = 0.125

  private var meanNanoseconds = 0.0
  private var gaps = 0
  private var since = Int64.min

  /// The mean time between starts; nil until there were enough.
  var nanoseconds: Double? { gaps >= Self.enough ? meanNanoseconds : nil }

  /// Somebody waits, and nobody did before.
  mutating func noteFilled(at now: Int64) { since = now }

  /// Somebody who had waited is taken.
  mutating func noteStart(at now: Int64) {
    gaps += 1
    let weight = max(Self.weight, 1 / Double(gaps))
    meanNanoseconds += (Double(now - since) - meanNanoseconds) * weight
    since = now
  }
}
