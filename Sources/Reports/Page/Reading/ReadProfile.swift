// What a run on the wall clock says of itself, as a page reads it.

/// The part `profile` of a result document.
struct ReadProfile: Decodable {
  /// A span at a percentile.
  struct Point: Decodable {
    let share: Double
    let seconds: Double
  }

  /// Percentiles; null without cases.
  struct Curves: Decodable {
    let due_to_delivered: [Point]?
    let matched_to_delivered: [Point]?
    let dispatch_latency: [Point]?
    let lag: [Point]?
  }

  /// A part of a customer's way, or all of it.
  struct Stage: Decodable {
    let sum_ns: Int64?
    let mean: Double?
    let p50: Double?
    let p99: Double?
    let p999: Double?
    let max: Double?
  }

  /// How many waited at one moment.
  struct Depth: Decodable {
    let at_s: Double
    let waiting: Int64
  }

  /// Dispatches a second in the span that ends then.
  struct Throughput: Decodable {
    let until_s: Double
    let per_second: Double
  }

  let pace: String
  let speed: Double?
  let seconds: Double
  let left_out: [String]?
  let left_at_end: Int64?
  let stages: [String: Stage]?
  let curves: Curves?
  let queue_depth: [Depth]?
  let throughput: [Throughput]?

  /// Whether customers came as soon as there was room: their waits are of the run's own making.
  var isSaturated: Bool { pace == "saturated" }

  /// How it was made, in words.
  var words: String {
    let time = HumanUnits.duration(seconds)
    guard let speed else { return "\(time) on the wall clock, saturated" }
    return "\(time) on the wall clock at \(HumanUnits.count(speed)) times the speed"
  }
}
