// What the explorer needs of a router beside its operations: all as new, and its words' names.

import Consulting

extension Router {
  /// As it was made: `reset`, and the records that it leaves as they are.
  public mutating func restart() {
    reset()
    requests.fill(with: RequestRecord())
  }

  /// What a word of the router is called.
  public func name(of address: UInt) -> String? {
    if let index = agentStates.index(of: address) { return "agent \(index)" }
    if let index = requestStates.index(of: address) { return "request \(index)" }
    if let index = lines.hints.index(of: address) { return "hints \(index)" }
    if let index = lines.ends.index(of: address) {
      return "line \(index / 16) \(index % 16 == 0 ? "head" : "tail")"
    }
    if let index = lines.cells.index(of: address) { return "cell \(index) of the lines" }
    if let index = order.ends.index(of: address) {
      return "group \(index / 32) " + (index % 32 == 0 ? "tail" : "head \(index % 32 - 1)")
    }
    if let index = order.cells.index(of: address) { return "position \(index) of the groups" }
    if let index = order.free.index(of: address) { return "free agents \(index)" }
    if let index = inSystem.index(of: address) { return "in system \(index / 16)" }
    if let index = classWaiting.index(of: address) { return "waiting of class \(index)" }
    return nil
  }
}

extension Words {
  /// Which of these words is at an address.
  func index(of address: UInt) -> Int? {
    // Safety: the pointer is not followed.
    let offset = unsafe Int(address) - Int(bitPattern: block.storage)
    return offset >= 0 && offset < count * 8 ? offset / 8 : nil
  }
}
