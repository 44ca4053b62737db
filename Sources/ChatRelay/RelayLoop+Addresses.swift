// Connections counted by the address that they come from.

import Rings

extension RelayLoop {
  /// Whether an address may have one more connection.
  func mayCome(_ remote: RemoteAddress) -> Bool {
    limits.connectionsPerAddress == 0
      || addresses[remote.household] < limits.connectionsPerAddress
  }

  /// Counts a connection among those of its address, which may have one more.
  func count(_ index: Int) {
    connections[index].countsForAddress = true
    addresses.add(connections[index].remote.household)
  }

  /// Counts a connection no longer.
  func uncount(_ index: Int) {
    guard connections[index].countsForAddress else { return }
    connections[index].countsForAddress = false
    addresses.remove(connections[index].remote.household)
  }
}
