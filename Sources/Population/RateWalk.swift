// A Poisson process with piecewise constant rate: unit exponentials through the cumulative rate.

/// Where a Poisson process stands, and the constant piece of its rate that holds there.
@usableFromInline
struct RateWalk: BitwiseCopyable, Sendable {
  /// The last arrival, nanoseconds since opening.
  @usableFromInline var position: Double = 0
  /// Mean time between arrivals here, nanoseconds.
  @usableFromInline private(set) var gap: Double = .infinity
  /// How far `gap` holds.
  @usableFromInline private(set) var end: Double = 0
  private let segments: KeptList<RateSegment>
  private var index = 0
  private let runFactor: Double
  private var within: BusynessWalk

  /// At opening, the rate multiplied by the run's factor and the periods'.
  init(_ segments: KeptList<RateSegment>, runFactor: Double, within: BusynessWalk) {
    self.segments = segments
    self.runFactor = runFactor
    self.within = within
    if segments.count > 0 { enter() }
  }

  /// The arrival after that many units of cumulative rate; nil when the run ends before it.
  ///
  /// - Complexity: O(1 + boundaries crossed), no allocation.
  mutating func step(_ unit: Double, _ ziggurats: Ziggurats) -> Double? {
    var remaining = unit
    while index < segments.count {
      let due = position + remaining * gap
      if due < end {
        position = due
        return due
      }
      // An infinite gap uses up nothing; rounding must not make time run backwards.
      remaining = max(0, remaining - (end - position) / gap)
      position = end
      if position >= within.endNanoseconds { within.advance(ziggurats) }
      if position >= segments[index].endNanoseconds { index += 1 }
      if index < segments.count { enter() }
    }
    return nil
  }

  private mutating func enter() {
    gap = segments[index].gapNanoseconds / (runFactor * within.factor)
    end = min(segments[index].endNanoseconds, within.endNanoseconds)
  }
}
