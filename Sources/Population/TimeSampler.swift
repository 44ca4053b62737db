// Spans of time drawn from a scenario's distribution.

public import Consulting
import Measures
public import Scenarios

/// A distribution of spans, compiled for drawing: one small value without reference counts.
///
/// Trivially copyable, at home in raw arrays; it points into the `DrawTables` it was made with,
/// which must live as long. A span is 0 or more and at most `TimeSampler.longest`, so that adding
/// a few of them to a point in the run cannot overflow.
public struct TimeSampler: BitwiseCopyable, Sendable {
  /// A distribution with its parameters in nanoseconds.
  @usableFromInline
  enum Shape: BitwiseCopyable, Sendable {
    case exponential(mean: Double)
    case fixed(Int64)
    case lognormal(median: Double, sigma: Double)
    case uniform(low: Double, width: Double)
    case gamma(shape: Double, scale: Double)
    case weibull(scale: Double, power: Double)
    case empirical(KeptList<Int64>)
  }

  @usableFromInline let shape: Shape
  @usableFromInline let ziggurats: Ziggurats

  /// The longest span that is drawn, 2^60 ns (36.5 years): whatever is longer is cut to it.
  @inlinable
  public static var longest: SimulationTime { SimulationTime(nanoseconds: 1 << 60) }

  /// A sampler of that distribution.
  ///
  /// - Complexity: O(1); listed spans are copied once in the life of the tables.
  public init(_ distribution: Distribution, tables: DrawTables) {
    ziggurats = tables.ziggurats
    switch distribution {
    case .fixed(let span):
      shape = .fixed(min(span, Self.longest).nanoseconds)
    case .exponential(let mean):
      shape = .exponential(mean: mean * 1e9)
    case .lognormal(let median, let sigma):
      shape = .lognormal(median: median * 1e9, sigma: sigma)
    case .uniform(let low, let high):
      let width = Double((high - low).nanoseconds)
      shape = .uniform(low: Double(low.nanoseconds), width: width)
    case .gamma(let form, let mean):
      shape = .gamma(shape: form, scale: mean * 1e9 / form)
    case .weibull(let form, let scale):
      shape = .weibull(scale: scale * 1e9, power: 1 / form)
    case .empirical(let spans):
      shape = .empirical(tables.keep(spans))
    }
  }

  /// A span, to the nearest nanosecond.
  ///
  /// - Complexity: O(1) (gamma: in the mean), no allocation.
  @inlinable @inline(__always)
  public func sample(_ draws: inout Draws) -> SimulationTime {
    if case .exponential(let mean) = shape {
      return Self.span(draws.exponential(ziggurats) * mean)
    }
    if case .fixed(let span) = shape { return SimulationTime(nanoseconds: span) }
    let (nanoseconds, after) = rarer(draws)
    draws = after
    return Self.span(nanoseconds)
  }

  /// The same draw in seconds, not rounded to nanoseconds.
  ///
  /// - Complexity: as `sample`.
  @inlinable
  public func sampleSeconds(_ draws: inout Draws) -> Double {
    if case .exponential(let mean) = shape {
      return Self.cut(draws.exponential(ziggurats) * mean) / 1e9
    }
    let (nanoseconds, after) = rarer(draws)
    draws = after
    return Self.cut(nanoseconds) / 1e9
  }

  /// A span of any kind, nanoseconds, not cut; values in and out so that the caller's draws stay in
  /// a register.
  @usableFromInline @inline(never)
  func rarer(_ draws: Draws) -> (Double, Draws) {
    var draws = draws
    let nanoseconds: Double
    switch shape {
    case .exponential(let mean): nanoseconds = draws.exponential(ziggurats) * mean
    case .fixed(let span): nanoseconds = Double(span)
    case .lognormal(let median, let sigma):
      nanoseconds = median * DeterministicMath.exp(sigma * draws.normal(ziggurats))
    case .uniform(let low, let width): nanoseconds = low + width * draws.uniform()
    case .gamma(let form, let scale): nanoseconds = draws.gamma(shape: form, ziggurats) * scale
    case .weibull(let scale, let power):
      nanoseconds = scale * DeterministicMath.pow(draws.exponential(ziggurats), power)
    case .empirical(let spans): nanoseconds = Double(spans[draws.below(spans.count)])
    }
    return (nanoseconds, draws)
  }

  @inlinable
  static func cut(_ nanoseconds: Double) -> Double { min(nanoseconds, 0x1p60) }

  @inlinable
  static func span(_ nanoseconds: Double) -> SimulationTime {
    SimulationTime(nanoseconds: Int64(cut(nanoseconds) + 0.5))
  }
}
