// The thresholds at which waits are counted.

public import Consulting

extension Plan {
  /// Thresholds of service levels that the objectives name, ascending; 20 s if none does.
  public var serviceLevelThresholds: [SimulationTime] {
    var thresholds = Set<SimulationTime>()
    for objective in objectives {
      if case .serviceLevel(let within, _) = objective.metric { thresholds.insert(within) }
    }
    return thresholds.isEmpty ? [SimulationTime(seconds: 20)] : thresholds.sorted()
  }
}
