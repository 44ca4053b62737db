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
    let ring = lines.rings[line]
    let tail = lines.ends.load(lines.tailIndex(line))
    var head = lines.ends.load(lines.headIndex(line))
    var position = head
    while position < tail {
      let entry = lines.cells.load(lines.cellIndex(ring, position))
      let request = Int(truncatingIfNeeded: entry & 0xFF_FFFF)
      let lap = position >> UInt64(ring.shift) & 0xFF
      if entry >> 24 & 0xFF == lap {
        let state = requestStates.load(request)
        let isCurrent = (state >> 2) & 0xFFFF_FFFF == entry >> 32
        if isCurrent, state & Phase.mask == Phase.waiting {
          if Int(requests[request].asker) != agent { return (request, state) }
        } else if !(isCurrent && state & Phase.mask == Phase.offered), position == head {
          // Dead: nobody needs to see it again.
          _ = lines.ends.compareExchange(
            lines.headIndex(line), expected: head, desired: head &+ 1)
          head &+= 1
        }
      }
      position &+= 1
    }
    return nil
  }

  /// Whether anybody waits in a line.
  @inlinable func isAnybodyWaiting(_ line: Int) -> Bool { firstWaiting(line, for: -1) != nil }
}
