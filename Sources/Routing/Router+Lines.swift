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
    classIndex &* rules.rings &+ ring &+ (side == .front ? eligibility.views : 0)
  }
  @inlinable @inline(__always) func isFront(_ line: Int) -> Bool { line >= eligibility.views }
  @inlinable @inline(__always) func view(of line: Int) -> Int {
    isFront(line) ? line &- eligibility.views : line
  }
  @inlinable @inline(__always) func ring(of line: Int) -> Int { view(of: line) % rules.rings }
  @inlinable @inline(__always) func classIndex(of line: Int) -> Int { view(of: line) / rules.rings }

  /// Notes that a request has looked in this state and found nobody.
  @inlinable @inline(__always) func setLooked(_ request: Int, _ state: RequestState) {
    guard Memory.isShared, !rules.isAgeing else { return }
    requests.store(request &* RequestWord.stride &+ RequestWord.looked, state.bits)
  }
  @inlinable @inline(__always) func state(of request: Int) -> RequestState {
    RequestState(bits: requests.load(request &* RequestWord.stride))
  }
  @inlinable @inline(__always) func set(_ request: Int, _ state: RequestState) {
    requests.store(request &* RequestWord.stride, state.bits)
  }
  @inlinable @inline(__always)
  func exchange(_ request: Int, _ state: RequestState, for new: RequestState) -> Bool {
    // Ordering: the compare-and-exchange decides between a take, an abandonment and a move.
    requests.compareExchange(
      request &* RequestWord.stride, expected: state.bits, desired: new.bits)
  }
  @inlinable @inline(__always) func word(_ request: Int, _ word: Int) -> UInt64 {
    requests.load(request &* RequestWord.stride &+ word)
  }
  @inlinable @inline(__always) func line(of request: Int) -> Int {
    Int(word(request, RequestWord.place) & 0xFFFF_FFFF)
  }
  /// The agent who asks for help through a request; −1 for a customer.
  @inlinable @inline(__always) func asker(_ request: Int) -> Int {
    Int(Int32(truncatingIfNeeded: word(request, RequestWord.place) >> 32))
  }
  @inlinable @inline(__always) func setPlace(_ request: Int, line: Int, asker: Int) {
    requests.store(
      request &* RequestWord.stride &+ RequestWord.place,
      UInt64(UInt32(truncatingIfNeeded: line)) | UInt64(truncatingIfNeeded: asker) << 32)
  }

  /// Puts a request, whose state word says so, at the end of a line that has room; its position.
  @inlinable @inline(__always)
  func join(_ request: Int, _ state: RequestState, line: Int) -> UInt64 {
    let position = lines.append(request, epoch: state.epoch, to: line)
    if rules.usesFronts, lines.ends.load(lines.headIndex(line)) == position {
      lines.setFront(line, front(of: request, line))
    }
    lines.raiseHint(line)
    return position
  }

  /// A request as the front of its line, lower first: `rank of the priority 6 | back line 1 |
  /// entered 57`.
  @inlinable @inline(__always) func front(of request: Int, _ line: Int) -> UInt64 {
    let entered = min(word(request, RequestWord.entered), 1 << 57 - 1)
    return classRank[view(of: line)] | (isFront(line) ? 0 : 1 << 57) | entered
  }

  /// The front that the request at a position of a line would be, `.max` if nobody waits there.
  @inlinable @inline(__always) func front(at position: UInt64, of line: Int) -> UInt64 {
    guard position < lines.ends.load(lines.tailIndex(line)),
      case .waiting(let request, _) = inspect(line, position)
    else { return .max }
    return front(of: request, line)
  }

  /// Moves the head of a line past its first, who was taken, and notes who comes next. The hint of
  /// a line that is empty now stays: it fills again soon, or is taken back by whoever finds nobody.
  @inlinable @inline(__always)
  func passFirst(_ line: Int, _ position: UInt64, _ next: UInt64) {
    // Ordering: "nobody" before the head moves, a look at the line after it. Whoever joins looks at
    // the head after he has joined: he is seen here, or he notes himself, and later.
    lines.setFront(line, next)
    lines.advanceHead(line, from: position)
    if next == .max, let first = firstWaiting(line, for: -1) {
      lines.setFront(line, front(of: first.request, line))
    }
  }

  /// Counts who waits in a class, for `longest-queue`.
  @inlinable @inline(__always) func countWaiting(_ line: Int, by difference: UInt64) {
    if rules.countsClasses { classWaiting.fetchAdd(classIndex(of: line), difference) }
  }

  /// The first who waits in a line; four words, which a call hands back in registers.
  @usableFromInline struct First: BitwiseCopyable {
    /// −1 = nobody.
    @usableFromInline var request: Int
    @usableFromInline var state: RequestState
    @usableFromInline var line: Int
    @usableFromInline var position: UInt64
    @inlinable @inline(__always)
    init(_ request: Int, _ state: RequestState, _ line: Int, _ position: UInt64) {
      (self.request, self.state, self.line, self.position) = (request, state, line, position)
    }

    @inlinable static var nobody: First { First(-1, RequestState(bits: 0), 0, 0) }
    @inlinable @inline(__always) var isNobody: Bool { request < 0 }
  }

  /// The first waiting request of a line that an agent did not ask himself.
  ///
  /// - Complexity: amortised O(1): dead entries at the head are passed for good.
  @inlinable @inline(__always)
  func firstWaiting(_ line: Int, for agent: Int) -> First? {
    let head = lines.ends.load(lines.headIndex(line))
    if head >= lines.ends.load(lines.tailIndex(line)) { return nil }
    // Whoever takes the first moves the head on, so that the first entry is nearly always live.
    if case .waiting(let request, let state) = inspect(line, head),
      agent < 0 || asker(request) != agent
    {
      return First(request, state, line, head)
    }
    return searchWaiting(line, for: agent)
  }

  /// What an entry of a line stands for.
  @usableFromInline enum Entry {
    /// A request to be taken, and its state.
    case waiting(Int, RequestState)
    /// One that keeps its place, or a position that came round meanwhile.
    case kept
    /// Nobody any more.
    case dead
  }

  @inlinable @inline(__always)
  func inspect(_ line: Int, _ position: UInt64) -> Entry {
    let ring = lines.ring(line)
    let entry = lines.cells.load(lines.cellIndex(ring, position))
    let lap = position &>> ring.shift & 0xFF
    guard entry &>> 24 & 0xFF == lap else { return .kept }
    let request = Int(truncatingIfNeeded: entry & 0xFF_FFFF)
    let state = state(of: request)
    guard state.epoch == entry &>> 32 else { return .dead }
    switch state.phase {
    case RequestState.waiting: return .waiting(request, state)
    case RequestState.offered: return .kept
    default: return .dead
    }
  }

  /// Searches a line from its head, and moves the head past dead entries.
  ///
  /// The tail is read again at the end: whoever joined behind one who died meanwhile relies on it.
  @inlinable @inline(never)
  func searchWaiting(_ line: Int, for agent: Int) -> First? {
    var head = lines.ends.load(lines.headIndex(line))
    var tail = head
    var position = head
    while true {
      if position >= tail {
        tail = lines.ends.load(lines.tailIndex(line))
        if position >= tail { return nil }
      }
      switch inspect(line, position) {
      case .waiting(let request, let state):
        if agent < 0 || asker(request) != agent { return First(request, state, line, position) }
      case .dead:
        if position == head {
          Memory.note(.deadEntry)
          lines.advanceHead(line, from: head)
          head &+= 1
        }
      case .kept: break
      }
      position &+= 1
    }
  }

  /// Moves the head of a line past dead entries, as far as they go at once.
  @inlinable @inline(__always) func passDead(_ line: Int) {
    while true {
      let head = lines.ends.load(lines.headIndex(line))
      guard head < lines.ends.load(lines.tailIndex(line)), case .dead = inspect(line, head)
      else { return }
      Memory.note(.deadEntry)
      lines.advanceHead(line, from: head)
      if !Memory.isShared { return }
    }
  }

  /// Whether a line takes one more; dead entries at its head make room.
  @inlinable @inline(__always) func hasRoom(_ line: Int) -> Bool {
    if lines.hasRoom(line) { return true }
    guard Memory.isShared else { return false }
    passDead(line)
    return lines.hasRoom(line)
  }

  /// Takes back the hint of a line where nobody waits, and looks again. Meanwhile the doubt stands
  /// for the hint, so that it never says "nobody" wrongly.
  @inlinable func retireHint(_ line: Int) {
    guard firstWaiting(line, for: -1) == nil, lines.doubt(line) else { return }
    if Memory.isShared, firstWaiting(line, for: -1) != nil { lines.raiseHint(line) }
    lines.endDoubt(line)
  }
}
