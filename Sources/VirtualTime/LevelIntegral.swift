// How many of something there are, integrated over time exactly, with one addition a change.

/// A count and its integral over time.
///
/// The integral of a count over a span is Σ (end − begin) of everything counted: a beginning
/// subtracts its time, an end adds it. Arithmetic wraps; the result of a span does not.
struct LevelIntegral: BitwiseCopyable {
  private(set) var count: Int64 = 0
  private var sum: Int64 = 0

  @inline(__always) mutating func begin(_ now: Int64) {
    count &+= 1
    sum &-= now
  }
  @inline(__always) mutating func end(_ now: Int64) {
    count &-= 1
    sum &+= now
  }
  /// The integral since the last cut.
  mutating func cut(_ now: Int64) -> Int64 {
    let integral = sum &+ count &* now
    sum = 0 &- count &* now
    return integral
  }
}

/// What a group's agents are doing, integrated over time.
struct GroupLoad: BitwiseCopyable {
  var staffed = LevelIntegral()
  var busy = LevelIntegral()
  var withOpenChat = LevelIntegral()
  var openChats = LevelIntegral()
  var placesTaken = LevelIntegral()
}

/// What one agent is doing, integrated over time.
struct AgentLoad: BitwiseCopyable {
  var staffed = LevelIntegral()
  var busy = LevelIntegral()
}
