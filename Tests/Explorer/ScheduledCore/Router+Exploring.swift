// What the explorer needs of a router beside its operations: all as new, and its words' names.

extension Router {
  /// As it was made.
  public mutating func restart() { reset() }

  /// A position between head and tail of some line that was never written, or a head beyond the
  /// tail, in words; nil while all lines are whole.
  public func damage() -> String? {
    for line in 0..<lines.count {
      let head = lines.ends.load(lines.headIndex(line))
      let tail = lines.ends.load(lines.tailIndex(line))
      if head > tail { return "the head of line \(line) is beyond its tail" }
      for position in head..<tail {
        let ring = lines.ring(line)
        let entry = lines.cells.load(lines.cellIndex(ring, position))
        if entry >> 24 & 0xFF != position >> ring.shift & 0xFF {
          return "position \(position) of line \(line) was never written"
        }
      }
    }
    return nil
  }

  /// What a word of the router is called.
  public func name(of address: UInt) -> String? {
    if let index = roster.states.index(of: address) { return "agent \(index)" }
    if let index = roster.since.index(of: address) { return "agent \(index) since" }
    if let index = roster.hints.index(of: address) { return "hints of agents \(index)" }
    if let index = roster.earliest.index(of: address) { return "earliest turn of word \(index)" }
    if let index = requests.index(of: address) {
      let names = ["", " entered", " looked", " place"]
      return "request \(index / RequestWord.stride)" + names[index % RequestWord.stride]
    }
    if let index = lines.hints.index(of: address) { return "hints of lines \(index)" }
    if let index = lines.ends.index(of: address) {
      let line = index >> lines.strideShift
      let name =
        switch index {
        case lines.headIndex(line): "head"
        case lines.tailIndex(line): "tail"
        default: "front"
        }
      return "\(name) of line \(line)"
    }
    if let index = lines.cells.index(of: address) { return "cell \(index) of the lines" }
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
