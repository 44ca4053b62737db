// What one replication counted in one cell: customers, agents and thresholds side by side.

import Tallies

/// What one replication counted in a cell.
struct ReplicationCell {
  var customers = CustomerTally()
  var agents = AgentTally()
  /// In the layout's order.
  var thresholds: [ThresholdTally] = []
}
