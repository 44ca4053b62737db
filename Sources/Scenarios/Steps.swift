// A step function of time: staffing and rates of arrival.

public import Consulting

/// A step function of time: `values[i]` holds from `starts[i]` on; `starts[0]` is zero, ascending.
public struct Steps<Value: Sendable>: Sendable {
  /// When each value begins; the first is zero.
  public var starts: [SimulationTime]
  /// As many as `starts`; the last holds for ever.
  public var values: [Value]

  /// Steps that begin at those times.
  public init(starts: [SimulationTime], values: [Value]) {
    self.starts = starts
    self.values = values
  }

  /// One value for ever.
  public init(constant value: Value) { self.init(starts: [.zero], values: [value]) }
}
