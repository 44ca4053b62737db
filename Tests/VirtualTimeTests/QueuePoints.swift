// Queues in steady state whose figures are known exactly, computed outside this program.

import Testing

/// One M/M/n queue and its exact figures; the mean service is 60 s.
///
/// Computed with numpy and scipy in double precision, apart from any closed formula: the
/// stationary vector by solving the generator's linear system (the chain cut where less than
/// 1e-15 is left), the waits from the tagged customer's own chain of those ahead (who are served
/// at nμ and leave at jθ), by its matrix exponential and its inverse.
struct QueuePoint: Sendable, CustomTestStringConvertible {
  var agents: Int
  /// Arrivals per mean service time.
  var load: Double
  /// Waiting and in service; nil = no limit.
  var inSystem: Int?
  /// Mean of the exponential patience, seconds; nil = never.
  var patience: Double?
  /// Threshold of the service level, seconds.
  var within: Int
  /// Blocked ÷ offered.
  var blocking: Double
  /// Of those not blocked, who wait.
  var delayed: Double
  /// Mean wait of those not blocked, seconds.
  var wait: Double
  /// Mean wait of the answered, seconds.
  var asa: Double
  /// Abandoned ÷ offered.
  var abandonment: Double
  /// Answered in time ÷ offered.
  var level: Double
  /// Busy ÷ all agents.
  var occupancy: Double

  var testDescription: String {
    let limit = inSystem.map { ", at most \($0)" } ?? ""
    let leaving = patience.map { ", patience \($0) s" } ?? ""
    return "\(agents) agents, load \(load)\(limit)\(leaving)"
  }
}

extension QueuePoint {
  /// Erlang B: nobody waits.
  static let erlangB = [
    QueuePoint(
      agents: 1, load: 0.5, inSystem: 1, patience: nil, within: 20, blocking: 0.3333333333,
      delayed: 0.0, wait: 0.0, asa: 0.0,
      abandonment: 0.0, level: 0.6666666667, occupancy: 0.3333333333),
    QueuePoint(
      agents: 2, load: 10, inSystem: 2, patience: nil, within: 20, blocking: 0.8196721311,
      delayed: 0.0, wait: 0.0, asa: 0.0,
      abandonment: 0.0, level: 0.1803278689, occupancy: 0.9016393443),
    QueuePoint(
      agents: 5, load: 3, inSystem: 5, patience: nil, within: 20, blocking: 0.1100543478,
      delayed: 0.0, wait: 0.0, asa: 0.0,
      abandonment: 0.0, level: 0.8899456522, occupancy: 0.5339673913),
    QueuePoint(
      agents: 20, load: 25, inSystem: 20, patience: nil, within: 20, blocking: 0.279890151,
      delayed: 0.0, wait: 0.0, asa: 0.0,
      abandonment: 0.0, level: 0.720109849, occupancy: 0.9001373113),
    QueuePoint(
      agents: 100, load: 90, inSystem: 100, patience: nil, within: 20, blocking: 0.02695738046,
      delayed: 0.0, wait: 0.0, asa: 0.0,
      abandonment: 0.0, level: 0.9730426195, occupancy: 0.8757383576),
  ]
  /// Erlang C: nobody leaves.
  static let erlangC = [
    QueuePoint(
      agents: 1, load: 0.5, inSystem: nil, patience: nil, within: 20, blocking: 0.0,
      delayed: 0.5, wait: 60.0, asa: 60.0,
      abandonment: 0.0, level: 0.5767591376, occupancy: 0.5),
    QueuePoint(
      agents: 1, load: 0.8, inSystem: nil, patience: nil, within: 60, blocking: 0.0,
      delayed: 0.8, wait: 240.0, asa: 240.0,
      abandonment: 0.0, level: 0.3450153975, occupancy: 0.8),
    QueuePoint(
      agents: 2, load: 1.5, inSystem: nil, patience: nil, within: 60, blocking: 0.0,
      delayed: 0.6428571429, wait: 77.14285714, asa: 77.14285714,
      abandonment: 0.0, level: 0.610087433, occupancy: 0.75),
    QueuePoint(
      agents: 10, load: 7, inSystem: nil, patience: nil, within: 20, blocking: 0.0,
      delayed: 0.2217312159, wait: 4.434624318, asa: 4.434624318,
      abandonment: 0.0, level: 0.9184296442, occupancy: 0.7),
    QueuePoint(
      agents: 50, load: 45, inSystem: nil, patience: nil, within: 20, blocking: 0.0,
      delayed: 0.3638644672, wait: 4.366373607, asa: 4.366373607,
      abandonment: 0.0, level: 0.9312748794, occupancy: 0.9),
    QueuePoint(
      agents: 100, load: 90, inSystem: nil, patience: nil, within: 10, blocking: 0.0,
      delayed: 0.2169404809, wait: 1.301642885, asa: 1.301642885,
      abandonment: 0.0, level: 0.9590252359, occupancy: 0.9),
  ]
  /// Erlang A: the impatient leave.
  static let erlangA = [
    QueuePoint(
      agents: 1, load: 1.5, inSystem: nil, patience: 60, within: 20, blocking: 0.0,
      delayed: 0.7768698399, wait: 28.92520641, asa: 23.6202128,
      abandonment: 0.4820867734, level: 0.3234247832, occupancy: 0.7768698399),
    QueuePoint(
      agents: 5, load: 5, inSystem: nil, patience: 120, within: 20, blocking: 0.0,
      delayed: 0.6331513046, wait: 17.5357885, asa: 16.50739795,
      abandonment: 0.1461315708, level: 0.581991603, occupancy: 0.8538684292),
    QueuePoint(
      agents: 10, load: 12, inSystem: nil, patience: 200, within: 60, blocking: 0.0,
      delayed: 0.908083866, wait: 36.89525075, asa: 38.50948852,
      abandonment: 0.1844762538, level: 0.6280381699, occupancy: 0.9786284955),
    QueuePoint(
      agents: 50, load: 50, inSystem: nil, patience: 120, within: 20, blocking: 0.0,
      delayed: 0.6011676518, wait: 5.60215031, asa: 5.508562018,
      abandonment: 0.04668458591, level: 0.900075726, occupancy: 0.9533154141),
    QueuePoint(
      agents: 100, load: 85, inSystem: nil, patience: 60, within: 5, blocking: 0.0,
      delayed: 0.06074409565, wait: 0.161446215, asa: 0.1553881903,
      abandonment: 0.002690770251, level: 0.9884728482, occupancy: 0.8477128453),
    QueuePoint(
      agents: 100, load: 110, inSystem: nil, patience: 60, within: 20, blocking: 0.0,
      delayed: 0.8417213299, wait: 5.951493845, asa: 6.044974621,
      abandonment: 0.09919156408, level: 0.8924881613, occupancy: 0.9908892795),
    QueuePoint(
      agents: 300, load: 300, inSystem: nil, patience: 240, within: 10, blocking: 0.0,
      delayed: 0.6717392325, wait: 3.684763291, asa: 3.674526176,
      abandonment: 0.01535318038, level: 0.8871400451, occupancy: 0.9846468196),
  ]
  /// M/M/n/K+M: a limit beside the patience.
  static let limited = [
    QueuePoint(
      agents: 1, load: 2, inSystem: 3, patience: 120, within: 20, blocking: 0.32,
      delayed: 0.8235294118, wait: 42.35294118, asa: 40.0,
      abandonment: 0.24, level: 0.2012156894, occupancy: 0.88),
    QueuePoint(
      agents: 2, load: 3, inSystem: 4, patience: 120, within: 40, blocking: 0.2797927461,
      delayed: 0.7122302158, wait: 23.30935252, asa: 21.85714286,
      abandonment: 0.1398963731, level: 0.4599155392, occupancy: 0.8704663212),
    QueuePoint(
      agents: 5, load: 6, inSystem: 8, patience: nil, within: 20, blocking: 0.2419256151,
      delayed: 0.6722451492, wait: 17.10900841, asa: 17.10900841,
      abandonment: 0.0, level: 0.4925846756, occupancy: 0.9096892619),
    QueuePoint(
      agents: 10, load: 14, inSystem: 15, patience: 30, within: 10, blocking: 0.07557149791,
      delayed: 0.7572291536, wait: 7.890641023, asa: 7.660491395,
      abandonment: 0.2431444487, level: 0.459222636, occupancy: 0.9537976747),
    QueuePoint(
      agents: 50, load: 55, inSystem: 60, patience: 300, within: 10, blocking: 0.09480479505,
      delayed: 0.7385408971, wait: 5.259384742, asa: 5.26543872,
      abandonment: 0.01586923283, level: 0.7244404276, occupancy: 0.9782585693),
    QueuePoint(
      agents: 100, load: 105, inSystem: 110, patience: 600, within: 5, blocking: 0.06890776648,
      delayed: 0.5926705639, wait: 2.068522459, asa: 2.06717055,
      abandonment: 0.003209975328, level: 0.7941050095, occupancy: 0.9742763711),
  ]
}
