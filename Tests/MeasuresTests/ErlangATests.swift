// Erlang A and its form with a limit, against exact values and its laws.

import Measures
import Testing

extension WaitingPoint {
  var queue: ErlangA? {
    ErlangA(
      arrivalsPerSecond: arrivalsPerSecond, meanServiceSeconds: meanServiceSeconds,
      meanPatienceSeconds: meanPatienceSeconds, agents: agents, inSystemAtMost: limit)
  }

  /// The same values as `values`, found by the queue.
  func found() throws -> [Double] {
    let queue = try #require(queue)
    return [
      queue.blockingProbability, queue.delayProbability, queue.abandonmentProbability,
      queue.meanWaiting, try #require(queue.meanWaitSeconds),
      try #require(queue.meanAnsweredWaitSeconds), queue.occupancy,
      queue.serviceLevel(withinSeconds: seconds), try #require(queue.waitExceeds(seconds: seconds)),
    ]
  }
}

@Test("Erlang A is exact from one agent to ten thousand, underloaded and overloaded")
func withoutLimit() throws {
  for point in pointsWithoutLimit {
    for (index, (found, exact)) in zip(try point.found(), point.values).enumerated() {
      #expect(abs(found - exact) <= 1e-10 * abs(exact) + 1e-50, "\(index) of \(point)")
    }
  }
}

@Test("M/M/n/K+M is exact, with and without patience, for a limit below the agents too")
func withLimit() throws {
  for point in pointsWithLimit {
    for (index, (found, exact)) in zip(try point.found(), point.values).enumerated() {
      #expect(abs(found - exact) <= 1e-10 * abs(exact) + 1e-50, "\(index) of \(point)")
    }
  }
}

@Test("a queue that holds only its agents is Erlang's loss system")
func limitIsErlangB() throws {
  for (load, agents) in [(1.0, 1), (5, 10), (100, 80), (1_000, 1_000), (10_000, 9_900)] {
    let queue = try #require(
      ErlangA(
        arrivalsPerSecond: load / 300, meanServiceSeconds: 300, meanPatienceSeconds: 60,
        agents: agents, inSystemAtMost: agents))
    let blocking = ErlangB.blocking(load: load, agents: agents)
    #expect(relativeError(queue.blockingProbability, blocking) < 1e-11)
    #expect(queue.meanWaitSeconds == 0 && queue.delayProbability == 0)
    #expect(queue.waitPercentileSeconds(0.99) == 0)
  }
}

@Test("endless patience makes Erlang A Erlang C")
func endlessPatienceIsErlangC() throws {
  for (load, agents) in [(0.5, 1), (9.5, 12), (95, 100), (9_900, 10_000)] {
    let queue = try #require(
      ErlangA(
        arrivalsPerSecond: load / 100, meanServiceSeconds: 100, meanPatienceSeconds: .infinity,
        agents: agents))
    let delay = try #require(
      ErlangC(arrivalsPerSecond: load / 100, meanServiceSeconds: 100, agents: agents))
    #expect(relativeError(queue.delayProbability, delay.delayProbability) < 1e-10)
    #expect(relativeError(queue.meanWaitSeconds ?? -1, delay.meanWaitSeconds) < 1e-10)
    for seconds in [0, 1, 20, 300.0] {
      let level = delay.serviceLevel(withinSeconds: seconds)
      #expect(abs(queue.serviceLevel(withinSeconds: seconds) - level) < 1e-11)
    }
  }
}

@Test("without patience, limit or enough agents there is no steady state")
func noSteadyState() {
  let overloaded = ErlangA(
    arrivalsPerSecond: 1, meanServiceSeconds: 10, meanPatienceSeconds: .infinity, agents: 10)
  #expect(overloaded == nil)
  let glacial = ErlangA(
    arrivalsPerSecond: 1_000, meanServiceSeconds: 10, meanPatienceSeconds: 1e14, agents: 10)
  #expect(glacial == nil)
}

@Test("customers are answered, blocked or lost, and who waits leaves at the rate of patience")
func conservation() throws {
  for point in pointsWithoutLimit + pointsWithLimit {
    let queue = try #require(point.queue)
    let ends =
      queue.answeredProbability + queue.abandonmentProbability + queue.blockingProbability
    #expect(abs(ends - 1) < 1e-12, "\(point)")
    let wait = try #require(queue.meanWaitSeconds) * (1 - queue.blockingProbability)
    #expect(
      relativeError(queue.abandonmentProbability, wait / point.meanPatienceSeconds) < 1e-12,
      "\(point)")
  }
}

@Test("the percentile is where the tail of the wait crosses the share")
func percentiles() throws {
  for point in pointsWithoutLimit.prefix(12) {
    let queue = try #require(point.queue)
    for share in [0.5, 0.9, 0.99] where queue.delayProbability > (1 - share) * 1.001 {
      let seconds = try #require(queue.waitPercentileSeconds(share))
      let beyond = try #require(queue.waitExceeds(seconds: seconds))
      #expect(abs(beyond - (1 - share)) < 1e-9, "\(share) of \(point)")
    }
  }
}

@Test("another unit of time changes no share")
func unitInvariance() throws {
  for point in pointsWithLimit {
    let queue = try #require(point.queue)
    let slower = try #require(
      ErlangA(
        arrivalsPerSecond: point.arrivalsPerSecond / 60,
        meanServiceSeconds: point.meanServiceSeconds * 60,
        meanPatienceSeconds: point.meanPatienceSeconds * 60, agents: point.agents,
        inSystemAtMost: point.limit))
    #expect(relativeError(slower.delayProbability, queue.delayProbability) < 1e-10)
    let level = queue.serviceLevel(withinSeconds: point.seconds)
    #expect(relativeError(slower.serviceLevel(withinSeconds: point.seconds * 60), level) < 1e-10)
  }
}
