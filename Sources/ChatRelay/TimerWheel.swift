// When each connection is to be looked at next, roughly; knows times, no connection.

import Rings

/// One timer per index on a wheel of ticks. A timer rings in the tick after its time, and one
/// beyond the wheel's turn rings too early: whoever is rung looks at the time anew.
///
/// - Complexity: O(1) to set and to clear, no allocation.
struct TimerWheel: ~Copyable {
  /// The length of a tick: 2²⁶ ns, 67 ms.
  static let tickShift: Int64 = 26
  private static let slots = 1_024
  static let none: UInt32 = .max

  struct Link: BitwiseCopyable {
    var next = TimerWheel.none
    var previous = TimerWheel.none
    /// The slot where it hangs, `none` where it is not set.
    var slot = TimerWheel.none
  }

  private let heads: Block<UInt32>
  private let links: Block<Link>
  /// The next tick whose slot is to be looked at.
  private var tick: Int64
  private(set) var count = 0

  /// Timers 0 ..< `timers`, none set; `now` in nanoseconds.
  init(timers: Int, now: Int64) {
    heads = Block(count: Self.slots, repeating: Self.none)
    links = Block(count: timers, repeating: Link())
    tick = now >> Self.tickShift
  }

  /// The time from which there may be something to ring, nil when nothing is set.
  var nextTime: Int64? { count == 0 ? nil : (tick + 1) << Self.tickShift }

  /// Sets a timer, or moves it if it is set.
  mutating func set(_ timer: Int, at time: Int64) {
    clear(timer)
    let due = min(max(time >> Self.tickShift, tick), tick + Int64(Self.slots) - 1)
    let slot = Int(due) & (Self.slots - 1)
    let first = heads[slot]
    links[timer] = Link(next: first, previous: Self.none, slot: UInt32(slot))
    if first != Self.none { links[Int(first)].previous = UInt32(timer) }
    heads[slot] = UInt32(timer)
    count += 1
  }

  /// Takes a timer off if it is set.
  mutating func clear(_ timer: Int) {
    let link = links[timer]
    guard link.slot != Self.none else { return }
    if link.previous == Self.none {
      heads[Int(link.slot)] = link.next
    } else {
      links[Int(link.previous)].next = link.next
    }
    if link.next != Self.none { links[Int(link.next)].previous = link.previous }
    links[timer] = Link()
    count -= 1
  }

  /// Takes off a timer whose tick is over by `now`; nil when there is none left.
  ///
  /// - Complexity: O(1) a timer, and O(ticks) that passed, at most one turn.
  mutating func takeRinging(by now: Int64) -> Int? {
    let current = now >> Self.tickShift
    if current - tick > Int64(Self.slots) { tick = current - Int64(Self.slots) }
    while tick < current {
      let first = heads[Int(tick) & (Self.slots - 1)]
      if first != Self.none {
        clear(Int(first))
        return Int(first)
      }
      tick += 1
    }
    return nil
  }
}
