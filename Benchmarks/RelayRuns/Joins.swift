// Joins: customers wait, agents end their dialogues at planned instants, and the time counts until
// the next customer is told of a dialogue.

import CPlatform
import Glibc

/// A run of joins.
struct Joins {
  /// Joins a second.
  let rate: Double
  private let poll = sangdam_poll_create()

  init(rate: Double) { self.rate = rate }

  /// - Parameters:
  ///   - agents: in dialogues, each with one.
  ///   - waiting: customers, in the order in which they came; each joins once.
  func run(agents: inout [Seat], waiting: inout [Seat]) {
    for (index, seat) in (waiting + agents).enumerated() {
      seat.stopBlocking()
      sangdam_poll_add(poll, seat.descriptor, UInt32(SANGDAM_READABLE), UInt64(index))
    }
    var free = Array(agents.indices)
    let start = sangdam_monotonic_nanoseconds() + 100_000_000
    var (ended, joined, lag) = (0, 0, Int64(0))
    var latencies: [Int64] = []
    var ready = [sangdam_readiness](repeating: sangdam_readiness(), count: 16)
    while joined < waiting.count {
      let now = sangdam_monotonic_nanoseconds()
      let due = start + Int64(Double(ended) * 1e9 / rate)
      if ended < waiting.count, due <= now {
        guard !free.isEmpty else { fail("all agents wait for a dialogue: more agents are needed") }
        let agent = free.removeFirst()
        agents[agent].send(text: "{\"type\":\"end\",\"dialogue\":\(agents[agent].dialogue)}")
        lag = max(lag, now - due)
        ended += 1
        continue
      }
      if now > start + Int64(Double(waiting.count) * 1e9 / rate) + 20_000_000_000 {
        fail("\(joined) of \(ended) have joined after 20 s")
      }
      // Few at a time, so that no end comes late for what others are told meanwhile; and a nap
      // where there is nothing, so that a driver that waits takes no processor from the server.
      let count = sangdam_poll_wait(poll, &ready, 16, 0)
      if count == 0, due > now + 200_000 { usleep(20) }
      for place in 0..<Int(max(count, 0)) {
        let index = Int(ready[place].token)
        if index >= waiting.count {
          if connected(&agents[index - waiting.count]) { free.append(index - waiting.count) }
        } else if connected(&waiting[index]) {
          let due = start + Int64(Double(joined) * 1e9 / rate)
          latencies.append(sangdam_monotonic_nanoseconds() - due)
          joined += 1
        }
      }
    }
    latencies.sort()
    func quantile(_ share: Double) -> Double {
      Double(latencies[Int(Double(latencies.count - 1) * share)]) / 1e3
    }
    print(
      "joins \(joined) p50_us \(quantile(0.5)) p99_us \(quantile(0.99))",
      "p999_us \(quantile(0.999)) max_us \(quantile(1)) lag_us \(Double(lag) / 1e3)")
  }

  /// Reads what is there; whether a dialogue has opened.
  private func connected(_ seat: inout Seat) -> Bool {
    guard seat.fill() else {
      sangdam_poll_remove(poll, seat.descriptor)
      return false
    }
    var isConnected = false
    while let frame = seat.next() {
      guard frame.isText else { continue }
      let text = String(decoding: frame.payload, as: UTF8.self)
      guard text.contains("\"type\":\"connected\"") else { continue }
      seat.dialogue = Seat.number("dialogue", in: text).map(UInt32.init) ?? 0
      isConnected = true
    }
    return isConnected
  }
}
