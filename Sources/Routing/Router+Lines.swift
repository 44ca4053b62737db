// Joining, leaving and searching the waiting lines.

public import Rings

extension Router {
  /// The two lines of a view.
  @usableFromInline enum Side {
    /// Ahead of everyone: those who come back to the queue.
    case front
    /// Everyone else.
    case back
  }

  @inlinable @inline(__always)
  func line(_ classIndex: Int, ring: Int, side: Side) -> Int {
    (classIndex &* rules.rings &+ ring) &* Self.sides &+ (side == .front ? 0 : 1)
  }
  @inlinable @inline(__always) func view(of line: Int) -> Int { line / Self.sides }
  @inlinable @inline(__always) func ring(of line: Int) -> Int { view(of: line) % rules.rings }

  /// Puts a request at the end of a line in a phase and announces it; false if the line is full.
  @inlinable @inline(__always)
  func join(_ request: Int, line: Int, phase: UInt64) -> Bool {
    let state = (requestStates.load(request) | Phase.mask) &+ 1 &+ phase
    requests[request].line = UInt32(truncatingIfNeeded: line)
    // The state word first: an entry that is seen must find it.
    requestStates.store(request, state)
    guard lines.append(request, epoch: state >> 2 & 0xFFFF_FFFF, to: line) else {
      requestStates.store(request, state &- phase)
      return false
    }
    lines.raiseHint(line)
    if rules.countsClasses, phase == Phase.waiting {
      classWaiting.fetchAdd(Int(requests[request].classIndex), 1)
    }
    return true
  }

  /// Takes a waiting request out of its line into a phase; false if somebody was quicker.
  @inlinable @inline(__always)
  func take(_ request: Int, state: UInt64, into phase: UInt64) -> Bool {
    // Ordering: the compare-and-exchange decides between a take, an abandonment and a move.
    guard
      requestStates.compareExchange(
        request, expected: state, desired: state & ~Phase.mask | phase)
    else { return false }
    if rules.countsClasses {
      classWaiting.fetchAdd(Int(requests[request].classIndex), ~0)
    }
    return true
  }

  /// The first waiting request of a line that an agent did not ask himself, and its state.
  ///
  /// - Complexity: amortised O(1): dead entries at the head are passed for good.
  @inlinable @inline(__always)
  func firstWaiting(_ line: Int, for agent: Int) -> (request: Int, state: UInt64)? {
    let head = lines.ends.load(lines.headIndex(line))
    if head >= lines.ends.load(lines.tailIndex(line)) { return nil }
    // Whoever takes the first moves the head on, so that the first entry is nearly always live.
    if case .waiting(let request, let state) = inspect(line, head),
      Int(requests[request].asker) != agent
    {
      return (request, state)
    }
    return searchWaiting(line, for: agent)
  }

  /// What an entry of a line stands for.
  @usableFromInline enum Entry {
    /// A request to be taken, and its state.
    case waiting(Int, UInt64)
    /// One that keeps its place, or one that is just being written.
    case kept
    /// Nobody any more.
    case dead
  }

  @inlinable @inline(__always)
  func inspect(_ line: Int, _ position: UInt64) -> Entry {
    let ring = lines.rings[line]
    let entry = lines.cells.load(lines.cellIndex(ring, position))
    let lap = position &>> UInt64(ring.shift) & 0xFF
    guard entry &>> 24 & 0xFF == lap else { return .kept }
    let request = Int(truncatingIfNeeded: entry & 0xFF_FFFF)
    let state = requestStates.load(request)
    guard state &>> 2 & 0xFFFF_FFFF == entry &>> 32 else { return .dead }
    switch state & Phase.mask {
    case Phase.waiting: return .waiting(request, state)
    case Phase.offered: return .kept
    default: return .dead
    }
  }

  /// Searches a line from its head, and moves the head past dead entries.
  @inlinable @inline(never)
  func searchWaiting(_ line: Int, for agent: Int) -> (request: Int, state: UInt64)? {
    let tail = lines.ends.load(lines.tailIndex(line))
    var head = lines.ends.load(lines.headIndex(line))
    var position = head
    while position < tail {
      switch inspect(line, position) {
      case .waiting(let request, let state):
        if Int(requests[request].asker) != agent { return (request, state) }
      case .dead:
        if position == head {
          lines.advanceHead(line, from: head)
          head &+= 1
        }
      case .kept: break
      }
      position &+= 1
    }
    return nil
  }

  /// After a request was taken out of its line: the head moves on if it stood there.
  @inlinable @inline(__always) func passHead(_ request: Int) {
    let line = Int(requests[request].line)
    let head = lines.ends.load(lines.headIndex(line))
    let entry = lines.cells.load(lines.cellIndex(lines.rings[line], head))
    if Int(truncatingIfNeeded: entry & 0xFF_FFFF) == request {
      lines.advanceHead(line, from: head)
    }
  }
}
