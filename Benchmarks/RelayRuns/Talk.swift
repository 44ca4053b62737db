// Pairs that talk: a customer writes at a planned instant, the agent answers at once, and the
// customer's clock counts from the plan (an open loop), or from the last answer (closed).

import CPlatform
import Glibc

/// A run of talking pairs.
struct Talk {
  let size: Int
  /// Round trips a second over all pairs; 0 = one under way in each pair, always.
  let rate: Double
  let seconds: Double
  let server: ServerProcess
  private let poll = sangdam_poll_create()
  private var latencies: [UInt32] = []
  private var finished = 0

  init(size: Int, rate: Double, seconds: Double, server: ServerProcess) {
    self.size = size
    self.rate = rate
    self.seconds = seconds
    self.server = server
    latencies.reserveCapacity(4_000_000)
  }

  /// Talks, and prints a line of names and values.
  mutating func run(_ seats: inout [Seat]) {
    for (index, seat) in seats.enumerated() {
      seat.stopBlocking()
      sangdam_poll_add(poll, seat.descriptor, UInt32(SANGDAM_READABLE), UInt64(index))
    }
    let start = sangdam_monotonic_nanoseconds() + 20_000_000
    let warm = start + Int64(seconds * 0.2e9)
    let end = start + Int64(seconds * 1e9)
    var planned = 0
    var (used, counted, from) = (0.0, 0, start)
    var isWarm = false
    var ready = [sangdam_readiness](repeating: sangdam_readiness(), count: 512)
    if rate == 0 {
      for pair in 0..<seats.count / 2 {
        write(&seats[2 * pair], false, sangdam_monotonic_nanoseconds())
      }
    }
    while true {
      var now = sangdam_monotonic_nanoseconds()
      if !isWarm, now >= warm {
        isWarm = true
        (used, counted, from) = (server.seconds, finished, now)
        latencies.removeAll(keepingCapacity: true)
      }
      if now >= end { break }
      var burst = 0
      while rate > 0, burst < 64 {
        let due = start + Int64(Double(planned) * 1e9 / rate)
        if due > now { break }
        write(&seats[2 * (planned % (seats.count / 2))], false, due)
        planned += 1
        burst += 1
      }
      now = sangdam_monotonic_nanoseconds()
      let next = start + Int64(Double(planned) * 1e9 / max(rate, 1))
      let patience: Int32 = rate == 0 ? 10 : next > now + 2_000_000 ? 1 : 0
      let count = sangdam_poll_wait(poll, &ready, 512, patience)
      for place in 0..<Int(max(count, 0)) { take(&seats, Int(ready[place].token)) }
    }
    let (cpu, wall) = (server.seconds - used, Double(sangdam_monotonic_nanoseconds() - from) / 1e9)
    let trips = finished - counted
    latencies.sort()
    print(
      "round_trips_per_s \(Double(trips) / wall) us_per_message \(cpu * 1e6 / Double(2 * trips))",
      "p50_us \(quantile(0.5)) p99_us \(quantile(0.99)) p999_us \(quantile(0.999))",
      "behind \(rate > 0 ? planned - finished : 0)")
  }

  private func quantile(_ share: Double) -> Double {
    latencies.isEmpty ? 0 : Double(latencies[Int(Double(latencies.count - 1) * share)]) / 1e3
  }

  private func write(_ seat: inout Seat, _ isAgent: Bool, _ stamp: Int64) {
    seat.written += 1
    seat.send(Frame.message(from: seat, isAgent: isAgent, stamp: UInt64(stamp), size: size))
  }

  private mutating func take(_ seats: inout [Seat], _ index: Int) {
    let isAgent = index % 2 == 1
    guard seats[index].fill() else {
      fail("the server ended connection \(index): \(seats[index].closedWith ?? 0)")
    }
    while let frame = seats[index].next() {
      if frame.isText { continue }
      let head = isAgent ? 4 : 0
      let sequence = frame.payload[head...].prefix(4).reduce(0) { $0 << 8 | UInt32($1) } & 0xFF_FFFF
      if sequence == 0 { continue }
      guard sequence == seats[index].read + 1 else { fail("number \(sequence) is not the next") }
      seats[index].read = sequence
      let stamp = Frame.stamp(in: frame.payload[(head + 4)...])
      if isAgent {
        write(&seats[index], true, Int64(stamp))
      } else {
        let now = sangdam_monotonic_nanoseconds()
        finished += 1
        latencies.append(UInt32(clamping: now - Int64(stamp)))
        if rate == 0 { write(&seats[index], false, now) }
      }
      if sequence % 16 == 0 {
        seats[index].send(Frame.acknowledgement(from: seats[index], isAgent: isAgent))
      }
    }
  }
}
