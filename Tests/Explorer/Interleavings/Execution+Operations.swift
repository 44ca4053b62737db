// The operations on shared words, as the running thread performs them.

extension Execution {
  /// The column of a word, its value so far read from memory.
  private func column(_ word: UnsafeMutablePointer<UInt64>) -> Int {
    // Safety: `ScheduledWord` hands in a pointer to a live word; nobody writes there during an
    // execution.
    memory.column(of: UInt(bitPattern: word)) { unsafe word.pointee }
  }

  /// A load, of any value that the order allows.
  func load(_ word: UnsafeMutablePointer<UInt64>, _ order: MemoryOrder) -> UInt64 {
    takeTurn()
    let order = orders.taken(order)
    // Safety: passed on.
    let column = unsafe column(word)
    let last = memory.locations[column].history.count - 1
    let floor = memory.firstReadable(running, column, order)
    let position = floor == last ? last : last - decide(last - floor + 1)
    let value = memory.locations[column].history[position].value
    note("load", column, order, read: position)
    memory.read(running, column, position, order)
    tell(value, from: position)
    return value
  }

  /// A store, at any place in the word's history that the order allows.
  func store(_ word: UnsafeMutablePointer<UInt64>, _ value: UInt64, _ order: MemoryOrder) {
    takeTurn()
    let order = orders.taken(order)
    // Safety: passed on.
    let column = unsafe column(word)
    let end = memory.locations[column].history.count
    let floor = memory.floor(running, column, order)
    var position = end
    if floor + 1 < end {
      let places = (floor + 1...end).filter { memory.isFree(column, $0 - 1) }
      position = places[places.count - 1 - (places.count == 1 ? 0 : decide(places.count))]
    }
    note("store", column, order, written: value, behind: end - position)
    memory.write(
      running, column, position, value: value, order, joining: nil, operation: operations)
    tell(value, from: position)
  }

  /// A read-modify-write; gives the value before.
  func update(
    _ word: UnsafeMutablePointer<UInt64>, _ order: MemoryOrder, _ name: String,
    _ change: (UInt64) -> UInt64
  ) -> UInt64 {
    takeTurn()
    let order = orders.taken(order)
    // Safety: passed on.
    let column = unsafe column(word)
    let last = memory.locations[column].history.count - 1
    let floor = memory.floor(running, column, order)
    var position = last
    if floor < last {
      let places = (floor...last).filter { memory.isFree(column, $0) }
      position = places[places.count - 1 - (places.count == 1 ? 0 : decide(places.count))]
    }
    let value = memory.locations[column].history[position].value
    replace(column, position, with: change(value), order, name)
    tell(value, from: position)
    return value
  }

  /// Stores `desired` if the word is `expected`; gives the value before. It never fails for
  /// nothing.
  func compareExchange(
    _ word: UnsafeMutablePointer<UInt64>, expected: UInt64, desired: UInt64, _ order: MemoryOrder,
    failing failureOrder: MemoryOrder
  ) -> UInt64 {
    takeTurn()
    let order = orders.taken(order)
    // Safety: passed on.
    let column = unsafe column(word)
    let history = memory.locations[column].history
    let first = memory.floor(running, column, order)
    let failureOrder = orders.taken(failureOrder)
    let firstFailing = memory.firstReadable(running, column, failureOrder)
    let places = (min(first, firstFailing)..<history.count).filter { position in
      history[position].value == expected
        ? position >= first && memory.isFree(column, position) : position >= firstFailing
    }
    let choice = places.count == 1 ? 0 : decide(places.count)
    let position = places[places.count - 1 - choice]
    let value = history[position].value
    if value == expected {
      replace(column, position, with: desired, order, "exchange")
    } else {
      note("no exchange", column, failureOrder, read: position)
      memory.read(running, column, position, failureOrder)
    }
    tell(value, from: position)
    return value
  }

  private func replace(
    _ column: Int, _ position: Int, with value: UInt64, _ order: MemoryOrder, _ name: String
  ) {
    note(name, column, order, read: position, written: value)
    memory.read(running, column, position, order)
    memory.write(
      running, column, position + 1, value: value, order, joining: position,
      operation: operations)
  }

  /// A fence.
  func fence(_ order: MemoryOrder) {
    takeTurn()
    let order = orders.taken(order)
    trace?.add(interplay.threads[running], operations, "fence \(order.rawValue)")
    memory.fence(running, order)
    tell(0, from: 0)
  }

  private func note(
    _ name: String, _ column: Int, _ order: MemoryOrder, read position: Int? = nil,
    written: UInt64? = nil, behind: Int = 0
  ) {
    guard trace != nil else { return }
    let location = memory.locations[column]
    let place = interplay.name(of: location.address) ?? "word \(column)"
    var line = "\(name) \(place) \(order.rawValue)"
    if let position {
      let store = location.history[position]
      line += ": 0x\(String(store.value, radix: 16))"
      line += store.thread < 0 ? " (as it began)" : " (from \(store.operation))"
      let newer = location.history.count - 1 - position
      if newer > 0 { line += ", \(newer) newer unseen" }
    }
    if let written { line += " := 0x\(String(written, radix: 16))" }
    if behind > 0 { line += ", before \(behind) others" }
    trace?.add(interplay.threads[running], operations, line)
  }
}
