// The model of memory: each location's history of stores, and what a thread may read of it. It
// decides nothing: what may happen comes out, which of it does comes in.

/// Memory as the C++20 model allows it to look, but for reads from the future.
///
/// Every thread has a view: per location the newest store that happened before. A load may read
/// any store at or after the view; a store goes anywhere after it. Releasing stores carry their
/// thread's view, acquiring loads join it; relaxed ones leave that to fences. Sequentially
/// consistent operations keep one more view, which all of them read at or after and push on.
struct WeakMemory {
  /// One store, or the value before the first.
  struct Store {
    var value: UInt64
    /// Row of what an acquiring reader learns.
    var view: Int
    /// Whether it belongs to a read-modify-write: nothing may come between it and the one before.
    var isAttached: Bool
    var thread: Int
    /// Number of the operation, for traces.
    var operation: Int
  }

  /// A place in memory and its stores in modification order; position 0 is the value before.
  struct Location {
    let address: UInt
    var history: [Store] = []
  }

  /// The rows of one thread.
  struct ThreadRows {
    /// What happened before its next operation.
    let current: Int
    /// What relaxed loads have read: joined by an acquiring fence.
    let pending: Int
    /// The view at its last releasing fence: what relaxed stores carry.
    let fenced: Int
  }

  private(set) var locations: [Location] = []
  private var columnOf: [UInt: Int] = [:]
  private(set) var views = Views()
  private let sequential: Int
  private let nobody: Int
  private let threads: [ThreadRows]
  private let ownRows: Int
  /// Per thread and word the outdated position that was read last, and how often in a row.
  private var outdated: [(position: Int, times: Int)]
  private let mostOutdated: Int
  /// The sum of what all stores of this execution stand for.
  private var historyHash: UInt64 = 0

  /// - Parameter mostOutdated: times that a thread reads the same outdated store of a word.
  init(threads count: Int, mostOutdated: Int) {
    self.mostOutdated = mostOutdated
    outdated = Array(repeating: (0, 0), count: count * Views.width)
    sequential = views.addRow()
    nobody = views.addRow()
    var rows: [ThreadRows] = []
    for _ in 0..<count {
      rows.append(
        ThreadRows(current: views.addRow(), pending: views.addRow(), fenced: views.addRow()))
    }
    threads = rows
    ownRows = views.rows
  }

  /// As before the first operation; locations keep their columns.
  mutating func restart() {
    views.keep(rows: ownRows)
    for row in 0..<ownRows { views.clear(row) }
    for column in locations.indices {
      locations[column].history.removeAll(keepingCapacity: true)
    }
    historyHash = 0
    for thread in threads.indices {
      for column in locations.indices { outdated[thread * Views.width + column] = (0, 0) }
    }
  }

  /// The column of an address; `value` is what memory holds before the first store.
  mutating func column(of address: UInt, value: () -> UInt64) -> Int {
    let column: Int
    if let known = columnOf[address] {
      column = known
    } else {
      column = locations.count
      precondition(column < Views.width, "an execution touches at most \(Views.width) words")
      locations.append(Location(address: address))
      columnOf[address] = column
      views.columns = locations.count
    }
    if locations[column].history.isEmpty {
      locations[column].history.append(
        Store(value: value(), view: nobody, isAttached: false, thread: -1, operation: -1))
    }
    return column
  }

  /// Everything that decides what can happen from here on, but for the threads' own memory.
  var hash: UInt64 {
    var hash = historyHash &+ mixed(views.hash(sequential))
    for (index, rows) in threads.enumerated() {
      let own =
        mixed(views.hash(rows.current)) &+ mixed(views.hash(rows.pending) &+ 1)
        &+ mixed(views.hash(rows.fenced) &+ 2)
      hash = hash &+ mixed(own &+ UInt64(index))
    }
    return hash
  }

  /// Each touched location's last value in modification order.
  func forEachFinalValue(_ body: (UInt, UInt64) -> Void) {
    for location in locations {
      if let last = location.history.last { body(location.address, last.value) }
    }
  }

  // MARK: What may happen

  /// The first position at or after which a thread reads and writes with an order.
  func floor(_ thread: Int, _ column: Int, _ order: MemoryOrder) -> Int {
    let own = views[threads[thread].current, column]
    return order.isSequential ? max(own, views[sequential, column]) : own
  }

  /// The first position that a load may read: not the same outdated one again and again.
  func firstReadable(_ thread: Int, _ column: Int, _ order: MemoryOrder) -> Int {
    let first = floor(thread, column, order)
    let last = outdated[thread * Views.width + column]
    return last.times >= mostOutdated && last.position == first ? first + 1 : first
  }

  /// Whether a read-modify-write may read a position: none has, or it would not be atomic.
  func isFree(_ column: Int, _ position: Int) -> Bool {
    let history = locations[column].history
    return position + 1 == history.count || !history[position + 1].isAttached
  }

  // MARK: What happens

  /// A thread reads a position.
  mutating func read(_ thread: Int, _ column: Int, _ position: Int, _ order: MemoryOrder) {
    let rows = threads[thread]
    if position + 1 < locations[column].history.count {
      let place = thread * Views.width + column
      let isSame = outdated[place].position == position
      outdated[place] = (position, isSame ? outdated[place].times + 1 : 1)
    }
    if position > views[rows.current, column] { views[rows.current, column] = position }
    let carried = locations[column].history[position].view
    if carried != nobody { views.join(order.acquires ? rows.current : rows.pending, with: carried) }
    raise(column, position, order)
  }

  /// A thread writes at a position; `joining` is the position that a read-modify-write has read,
  /// whose release sequence goes on.
  mutating func write(
    _ thread: Int, _ column: Int, _ position: Int, value: UInt64, _ order: MemoryOrder,
    joining previous: Int?, operation: Int
  ) {
    let isLast = position == locations[column].history.count
    if !isLast { views.makeRoom(column, at: position) }
    let rows = threads[thread]
    views[rows.current, column] = position
    let view = views.addRow()
    views.copy(view, from: order.releases ? rows.current : rows.fenced)
    views[view, column] = position
    if let previous {
      let carried = locations[column].history[previous].view
      if carried != nobody { views.join(view, with: carried) }
    }
    let store = Store(
      value: value, view: view, isAttached: previous != nil, thread: thread, operation: operation)
    locations[column].history.insert(store, at: position)
    raise(column, position, order)
    if isLast {
      historyHash &+= weight(column, position)
    } else {
      rehash()
    }
  }

  /// A fence of a thread.
  mutating func fence(_ thread: Int, _ order: MemoryOrder) {
    let rows = threads[thread]
    if order.acquires { views.join(rows.current, with: rows.pending) }
    if order.isSequential {
      views.join(rows.current, with: sequential)
      views.copy(sequential, from: rows.current)
    }
    if order.releases { views.copy(rows.fenced, from: rows.current) }
  }

  private mutating func raise(_ column: Int, _ position: Int, _ order: MemoryOrder) {
    if order.isSequential, position > views[sequential, column] {
      views[sequential, column] = position
    }
  }

  private func weight(_ column: Int, _ position: Int) -> UInt64 {
    let store = locations[column].history[position]
    let place = UInt64(column) << 32 | UInt64(position) << 1 | (store.isAttached ? 1 : 0)
    return mixed(mixed(place) ^ store.value &+ mixed(views.hash(store.view)))
  }

  private mutating func rehash() {
    historyHash = 0
    for column in locations.indices {
      for position in locations[column].history.indices.dropFirst() {
        historyHash &+= weight(column, position)
      }
    }
  }
}
