// The tournament of the streams' next customers against looking at all of them.

import SeededTests
import Testing

@testable import VirtualTime

@Suite("The streams' next customers") struct NextArrivalsTests {
  @Test(
    "the first of the earliest comes next, over 20,000 arrivals",
    arguments: [1, 2, 3, 4, 5, 7, 8, 9, 31, 100])
  func agreesWithSearch(streams: Int) {
    let seed = UInt64(streams)
    var random = SeededDraws(seed: seed)
    let arrivals = NextArrivals(streams: streams)
    var times = Array(repeating: Int64.max, count: streams)
    for arrival in 0..<2_000 {
      let stream = Int.random(in: 0..<streams, using: &random)
      // Few different times, so that many are equal; now and then a stream has nobody left.
      let time = random.next() % 8 == 0 ? Int64.max : Int64.random(in: 0..<20, using: &random)
      arrivals.set(stream, at: time)
      times[stream] = time
      let earliest = times.min() ?? .max
      guard arrivals.time == earliest,
        earliest == .max || arrivals.stream == times.firstIndex(of: earliest)
      else {
        Issue.record("seed \(seed): wrong after arrival \(arrival)")
        return
      }
    }
    arrivals.reset()
    #expect(arrivals.time == .max)
    arrivals.set(streams - 1, at: 5)
    #expect(arrivals.time == 5 && arrivals.stream == streams - 1)
  }
}
