// The outcomes of a program by the axioms of the memory model: all ways to read from and to order
// stores are tried, and those kept that the axioms allow. Slow, and nothing like the explorer.

/// The axioms of C++20 in the form of Lahav, Vafeiadis, Kang, Hur and Dreyer (PLDI 2017), with the
/// order of sequentially consistent operations embedded in one execution: it agrees with program
/// order and reads-from, which themselves form no circle.
struct AxiomaticOutcomes {
  /// An event; the first two store what the words hold before.
  private struct Event {
    var operation: OrderedProgram.Operation
    var thread: Int
  }

  /// A relation: per event the set of events after it.
  private typealias Relation = [UInt32]

  private var events: [Event] = []
  private var before: Relation
  private let registers: Int
  private(set) var outcomes: Set<String> = []

  init(_ program: OrderedProgram) {
    // Ordering: what the words hold before happens before everything; none is needed.
    registers = program.registers
    for word in 0..<2 {
      events.append(
        Event(operation: .init(kind: .store, word: word, order: .relaxed), thread: -1))
    }
    for (thread, operations) in program.threads.enumerated() {
      events += operations.map { Event(operation: $0, thread: thread) }
    }
    before = Relation(repeating: 0, count: events.count)
    for first in events.indices {
      for second in events.indices where second > first && second > 1 {
        if first < 2 || events[first].thread == events[second].thread {
          before[first] |= 1 << UInt32(second)
        }
      }
    }
    var source = [Int](repeating: -1, count: events.count)
    chooseSources(2, &source)
  }

  private func writes(to word: Int) -> [Int] {
    events.indices.filter { events[$0].operation.writes && events[$0].operation.word == word }
  }

  /// Every way to read.
  private mutating func chooseSources(_ event: Int, _ source: inout [Int]) {
    guard event < events.count else { return chooseOrders(source) }
    guard events[event].operation.reads else { return chooseSources(event + 1, &source) }
    for write in writes(to: events[event].operation.word) where write != event {
      source[event] = write
      chooseSources(event + 1, &source)
    }
  }

  /// Every order of the stores to each word.
  private mutating func chooseOrders(_ source: [Int]) {
    var causes = before
    for event in events.indices where source[event] >= 0 { link(&causes, source[event], event) }
    guard Self.isAcyclic(causes) else { return }
    for first in Self.orders(of: writes(to: 0)) {
      for second in Self.orders(of: writes(to: 1)) {
        if isAllowed(source, [first, second], causes) { note(source, [first, second]) }
      }
    }
  }

  private static func orders(of writes: [Int]) -> [[Int]] {
    func permutations(_ rest: [Int]) -> [[Int]] {
      if rest.isEmpty { return [[]] }
      return rest.flatMap { first in
        permutations(rest.filter { $0 != first }).map { [first] + $0 }
      }
    }
    return permutations(Array(writes.dropFirst())).map { [writes[0]] + $0 }
  }

  private func isAllowed(_ source: [Int], _ orders: [[Int]], _ causes: Relation) -> Bool {
    var coherence = Relation(repeating: 0, count: events.count)
    for order in orders {
      for (place, write) in order.enumerated() {
        for later in order[(place + 1)...] { link(&coherence, write, later) }
        for read in events.indices where source[read] == write {
          link(&coherence, write, read)
          // Atomicity: an addition stands right after what it read.
          if events[read].operation.writes {
            guard place + 1 < order.count, order[place + 1] == read else { return false }
          }
          for later in order[(place + 1)...] where later != read { link(&coherence, read, later) }
        }
      }
    }
    coherence = Self.closed(coherence)
    let happens = happensBefore(source)
    for event in events.indices {
      if contains(happens, event, event) || contains(coherence, event, event) { return false }
      for other in events.indices
      where contains(happens, event, other) && contains(coherence, other, event) { return false }
    }
    return Self.isAcyclic(sequential(coherence, happens, causes))
  }

  /// Program order, and from release to acquire through release sequences and fences.
  private func happensBefore(_ source: [Int]) -> Relation {
    var happens = before
    for read in events.indices where source[read] >= 0 {
      var write = source[read]
      while true {
        for release in releases(write) {
          for acquire in acquires(read) { link(&happens, release, acquire) }
        }
        guard write >= 0, events[write].operation.kind == .add else { break }
        write = source[write]
      }
    }
    return Self.closed(happens)
  }

  /// The write itself if it releases, and releasing fences before it.
  private func releases(_ write: Int) -> [Int] {
    events.indices.filter { event in
      events[event].operation.releases
        && (event == write || isFence(event) && contains(before, event, write))
    }
  }

  private func acquires(_ read: Int) -> [Int] {
    events.indices.filter { event in
      events[event].operation.acquires
        && (event == read || isFence(event) && contains(before, read, event))
    }
  }

  /// What one order of all sequentially consistent operations must agree with: [atomics.order] 4.
  private func sequential(_ coherence: Relation, _ happens: Relation, _ causes: Relation)
    -> Relation
  {
    var total = causes
    for first in events.indices {
      for second in events.indices where contains(coherence, first, second) {
        for from in sequentialAt(first, { contains(happens, $0, first) }) {
          for to in sequentialAt(second, { contains(happens, second, $0) }) where from != to {
            link(&total, from, to)
          }
        }
      }
    }
    return total
  }

  /// The event itself if it is sequentially consistent, and such fences on the given side.
  private func sequentialAt(_ event: Int, _ isBeside: (Int) -> Bool) -> [Int] {
    events.indices.filter { other in
      events[other].operation.order == .sequential
        && (other == event || isFence(other) && isBeside(other))
    }
  }

  private mutating func note(_ source: [Int], _ orders: [[Int]]) {
    func value(_ write: Int) -> UInt64 {
      let operation = events[write].operation
      return operation.kind == .add ? operation.value + value(source[write]) : operation.value
    }
    var shown = [UInt64](repeating: 0, count: registers)
    for event in events.indices where source[event] >= 0 {
      shown[events[event].operation.register] = value(source[event])
    }
    shown += orders.map { value($0[$0.count - 1]) }
    outcomes.insert(shown.map(String.init).joined())
  }

  private func isFence(_ event: Int) -> Bool { events[event].operation.kind == .fence }

  private func link(_ relation: inout Relation, _ from: Int, _ to: Int) {
    relation[from] |= 1 << UInt32(to)
  }

  private func contains(_ relation: Relation, _ from: Int, _ to: Int) -> Bool {
    relation[from] >> UInt32(to) & 1 != 0
  }

  private static func closed(_ relation: Relation) -> Relation {
    var closed = relation
    for middle in closed.indices {
      for from in closed.indices where closed[from] >> UInt32(middle) & 1 != 0 {
        closed[from] |= closed[middle]
      }
    }
    return closed
  }

  private static func isAcyclic(_ relation: Relation) -> Bool {
    let closed = closed(relation)
    return closed.indices.allSatisfy { closed[$0] >> UInt32($0) & 1 == 0 }
  }
}
