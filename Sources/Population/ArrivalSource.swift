// When the customers of one stream arrive in one replication.

public import Consulting
public import Scenarios

/// The arrivals of one stream in one replication, one after another.
///
/// What separates the nth customer from the one before is drawn with the key (replication, stream,
/// n): staffing, other streams and threads cannot move it. Trivially copyable; it points into the
/// `DrawTables` it was made with, which must live as long.
public struct ArrivalSource: BitwiseCopyable, Sendable {
  /// How arrivals are made.
  @usableFromInline
  enum Manner: UInt8, BitwiseCopyable, Sendable {
    case rates, thinned, exact, replay
  }

  /// Customers who have arrived: the ordinal of the next one.
  @inlinable public var count: Int { ordinal }
  /// The stream in its replication: the key of its customers' draws.
  public let key: StreamKey
  /// The key of the customer whom `next` gave last; of the first before that.
  @inlinable public var customer: CustomerKey { lastCustomer }
  @usableFromInline var lastCustomer: CustomerKey
  @usableFromInline var ordinal = 0
  @usableFromInline let manner: Manner
  @usableFromInline let ziggurats: Ziggurats
  @usableFromInline var walk: RateWalk
  private let wave: SineWave
  private var exact: ExactCount
  private let trace: KeptList<Int64>
  private let lengthNanoseconds: Int64

  /// The arrivals of `stream`, an entry of `plan.demand`, in that replication.
  ///
  /// - Complexity: O(steps of the rate or the profile); a trace is copied once in the life of the
  ///   tables.
  public init(stream: Stream, plan: Plan, replication: Int, tables: DrawTables) {
    self.init(
      stream.arrivals, busyness: stream.busyness, name: stream.name, length: plan.length,
      seed: plan.seed, replication: replication, tables: tables)
  }

  /// Such arrivals from 0 to `length`.
  ///
  /// The busyness multiplies rates and expected numbers. An exact number and a trace are what they
  /// are: on them it has no effect.
  public init(
    _ arrivals: Arrivals, busyness: Busyness? = nil, name: String, length: SimulationTime,
    seed: UInt64, replication: Int, tables: DrawTables
  ) {
    key = StreamKey(seed: seed, replication: replication, name: name)
    lastCustomer = CustomerKey(key, ordinal: 0)
    lengthNanoseconds = length.nanoseconds
    var rates: [RateSegment] = []
    var profile: [ProfileSegment] = []
    var times: [SimulationTime] = []
    var number = 0
    var wave = SineWave(mean: 1, amplitude: 0, period: 1)
    switch arrivals {
    case .poisson(let steps):
      manner = .rates
      rates = RateSegment.segments(steps, until: length)
    case .sine(let mean, let amplitude, let period):
      manner = .thinned
      let maximum = Steps(constant: mean + amplitude.magnitude)
      rates = RateSegment.segments(maximum, until: length)
      wave = SineWave(mean: mean, amplitude: amplitude, period: Double(period.nanoseconds))
    case .count(let expected, let shares, .poisson):
      manner = .rates
      rates = RateSegment.segments(count: expected, shares: shares, until: length)
    case .count(let exactly, let shares, .fixed):
      manner = .exact
      profile = ProfileSegment.segments(shares, until: length)
      number = exactly
    case .trace(let replayed):
      manner = .replay
      times = replayed
    }
    let group = StreamKey(seed: seed, replication: replication, name: busyness?.group ?? name)
    let ziggurats = tables.ziggurats
    let within = busyness?.within.map { BusynessWalk($0, key: group, ziggurats) }
    self.ziggurats = ziggurats
    self.wave = wave
    exact = ExactCount(number, tables.keep(profile))
    trace = tables.keep(times)
    walk = RateWalk(
      tables.keep(rates), runFactor: Self.runFactor(busyness, group, ziggurats),
      within: within ?? BusynessWalk(none: group))
  }

  /// The run's factor: gamma with mean 1, the same for all streams of the group.
  private static func runFactor(
    _ busyness: Busyness?, _ group: StreamKey, _ ziggurats: Ziggurats
  ) -> Double {
    guard let shape = busyness?.gammaShape else { return 1 }
    var draws = Draws(group, ordinal: 0, cause: .busyness, attempt: 0)
    return draws.gamma(shape: shape, ziggurats) / shape
  }

  /// The next arrival, in [0, length), not before the last; `.never` for ever when there is none.
  ///
  /// - Complexity: O(1), no allocation. At a constant rate one exponential draw, one
  ///   multiplication, one addition; at a boundary of the rate O(boundaries crossed); a sine takes
  ///   1 + |amplitude| ÷ mean candidates in the mean.
  @inlinable
  public mutating func next() -> SimulationTime {
    let customer = CustomerKey(key, ordinal: ordinal)
    lastCustomer = customer
    var draws = Draws(customer, cause: .arrival, attempt: 0)
    let unit = draws.exponential(ziggurats)
    let due = walk.position + unit * walk.gap
    if _fastPath(manner == .rates && due < walk.end) {
      walk.position = due
      ordinal &+= 1
      return SimulationTime(nanoseconds: Int64(due))
    }
    return next(after: unit, draws)
  }

  /// Everything but an arrival within a constant piece.
  @usableFromInline @inline(never)
  mutating func next(after unit: Double, _ draws: Draws) -> SimulationTime {
    var arrival: Int64?
    switch manner {
    case .rates: arrival = walk.step(unit, ziggurats).map { Int64($0) }
    case .thinned: arrival = thinned(after: unit, draws).map { Int64($0) }
    case .exact:
      let latest = lengthNanoseconds - 1
      arrival = exact.step(unit, ordinal: ordinal).map { min(Int64($0), latest) }
    case .replay:
      if ordinal < trace.count, trace[ordinal] < lengthNanoseconds { arrival = trace[ordinal] }
    }
    guard let arrival else { return SimulationTime(nanoseconds: .max) }
    ordinal &+= 1
    return SimulationTime(nanoseconds: arrival)
  }

  private mutating func thinned(after unit: Double, _ draws: Draws) -> Double? {
    var draws = draws
    var unit = unit
    while let due = walk.step(unit, ziggurats) {
      if wave.keeps(draws.uniform(), at: due) { return due }
      unit = draws.exponential(ziggurats)
    }
    return nil
  }
}
