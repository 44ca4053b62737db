// Joins: customers wait, agents end their dialogues at planned instants, and the time counts until
// the next customer is told of a dialogue. For each who joins another asks, who was connected
// before, so that as many wait all the time.

import CPlatform
import Glibc

/// A run of joins.
struct Joins {
  /// Joins a second.
  let rate: Double
  let count: Int
  private let opening: Opening
  private var customers: [Seat]
  private var agents: [Seat]
  /// The first of the customers who has not asked yet.
  private var nextToAsk: Int
  /// Agents in a dialogue, in the order in which it opened.
  private var talking: ArraySlice<Int>
  private let poll = sangdam_poll_create()
  private let start = sangdam_monotonic_nanoseconds() + 100_000_000
  private var ended = 0
  private var lag: Int64 = 0
  private var latencies: [Int64] = []
  /// The same from when the end was really written, so without what the driver was late.
  private var answers: [Int64] = []
  /// When ends were written.
  private var writings: [Int64] = []

  /// - Parameters:
  ///   - count: joins in all.
  ///   - pairs: customers at even places and their agents behind them, in dialogues.
  ///   - waiting: customers who wait, in the order in which they came.
  ///   - later: customers who are to ask, one for each join.
  init(
    rate: Double, count: Int, pairs: [Seat], waiting: [Seat], later: [Seat], opening: Opening
  ) {
    self.rate = rate
    self.count = count
    self.opening = opening
    customers = pairs.enumerated().filter { $0.offset % 2 == 0 }.map(\.element) + waiting
    nextToAsk = customers.count
    customers += later
    agents = pairs.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    talking = Array(agents.indices)[...]
    latencies.reserveCapacity(count)
    answers.reserveCapacity(count)
    writings.reserveCapacity(count)
    for (index, seat) in (customers + agents).enumerated() {
      seat.stopBlocking()
      sangdam_poll_add(poll, seat.descriptor, UInt32(SANGDAM_READABLE), UInt64(index))
    }
  }

  /// When a join is planned.
  private func due(_ join: Int) -> Int64 { start + Int64(Double(join) * 1e9 / rate) }

  /// Joins, and prints a line of names and values.
  mutating func run() {
    var ready = [sangdam_readiness](repeating: sangdam_readiness(), count: 16)
    while latencies.count < count {
      let now = sangdam_monotonic_nanoseconds()
      let next = due(ended)
      if ended < count, next <= now {
        endDialogue(lateBy: now - next)
        continue
      }
      if now > due(count) + 20_000_000_000 {
        fail("\(latencies.count) of \(ended) have joined after 20 s")
      }
      // Few at a time, so that no end comes late for what others are told meanwhile; and a nap
      // where there is nothing, so that a driver that waits takes no processor from the server.
      let found = sangdam_poll_wait(poll, &ready, 16, 0)
      if found == 0, next > now + 200_000 { usleep(20) }
      for place in 0..<Int(max(found, 0)) { take(Int(ready[place].token)) }
    }
    latencies.sort()
    answers.sort()
    func quantile(_ sorted: [Int64], _ share: Double) -> Double {
      Double(sorted[Int(Double(sorted.count - 1) * share)]) / 1e3
    }
    print(
      "joins \(latencies.count) p50_us \(quantile(latencies, 0.5))",
      "p99_us \(quantile(latencies, 0.99)) p999_us \(quantile(latencies, 0.999))",
      "answer_p50_us \(quantile(answers, 0.5)) answer_p99_us \(quantile(answers, 0.99))",
      "lag_us \(Double(lag) / 1e3)")
  }

  /// The agent who has talked longest ends the dialogue.
  private mutating func endDialogue(lateBy late: Int64) {
    guard let agent = talking.popFirst() else {
      fail("all agents wait for a dialogue: more agents are needed")
    }
    writings.append(sangdam_monotonic_nanoseconds())
    agents[agent].send(text: "{\"type\":\"end\",\"dialogue\":\(agents[agent].dialogue)}")
    lag = max(lag, late)
    ended += 1
  }

  /// Reads what there is for somebody.
  private mutating func take(_ index: Int) {
    if index >= customers.count {
      let agent = index - customers.count
      if Self.news(&agents[agent]).isConnected { talking.append(agent) }
      return
    }
    let news = Self.news(&customers[index])
    if news.isConnected {
      let now = sangdam_monotonic_nanoseconds()
      answers.append(now - writings[latencies.count])
      latencies.append(now - due(latencies.count))
      opening.ask(customers[nextToAsk])
      nextToAsk += 1
    }
    if news.isGone { sangdam_poll_remove(poll, customers[index].descriptor) }
  }

  /// What somebody is told: that a dialogue has opened, or that there is nothing more.
  private static func news(_ seat: inout Seat) -> (isConnected: Bool, isGone: Bool) {
    var news = (isConnected: false, isGone: !seat.fill())
    while let frame = seat.next() {
      guard frame.isText else { continue }
      let text = String(decoding: frame.payload, as: UTF8.self)
      if text.contains("\"type\":\"connected\"") {
        seat.dialogue = Seat.number("dialogue", in: text).map(UInt32.init) ?? 0
        news.isConnected = true
      } else if text.contains("\"type\":\"refused\"") {
        fail(text)
      }
    }
    return news
  }
}
