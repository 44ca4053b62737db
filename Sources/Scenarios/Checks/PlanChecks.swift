// What no single key shows: whether somebody can answer each stream, and whether the whole is of
// a size that can be run.

import Consulting

/// Checks a plan whose keys are all fine by themselves.
struct PlanChecks {
  let plan: Plan
  let root: Element
  let reading: Reading

  /// Notes all faults.
  func run() {
    checkAnswerable()
    checkTransfers()
    checkFactors()
    checkVolume()
    checkCells()
    checkAgents()
    checkFirstAnswers()
  }

  /// Notes a fault of one entry of a list.
  func refuse(
    _ space: NameSpace, _ index: Int, _ key: String?, found: String, allowed: String,
    hint: String? = nil
  ) {
    guard case .list(let entries)? = root.value(of: space.rawValue)?.content else { return }
    let names = reading.names[space]?.inOrder ?? []
    let place = key.flatMap { entries[index].value(of: $0)?.place } ?? entries[index].place
    reading.inside(space.rawValue) {
      reading.inside(names[index].shortened) {
        if let key {
          reading.inside(key) {
            reading.refuse(place, found: found, allowed: allowed, hint: hint)
          }
        } else {
          reading.refuse(place, found: found, allowed: allowed, hint: hint)
        }
      }
    }
  }

  private func checkAnswerable() {
    let reach = Reach(plan)
    for (index, stream) in plan.demand.enumerated() {
      guard let reason = reach.obstacle(for: stream) else { continue }
      refuse(
        .demand, index, "code", found: "nobody can ever answer this stream: \(reason.text)",
        allowed: "at least one agent", hint: reason.hint)
    }
  }

  /// Customers who are passed on in a circle for ever keep the run from ending.
  private func checkTransfers() {
    for start in plan.demand.indices {
      var next = start
      var steps = 0
      while let transfer = plan.demand[next].transfer, transfer.probability == 1,
        steps <= plan.demand.count
      {
        next = transfer.stream
        steps += 1
        guard next == start else { continue }
        refuse(
          .demand, start, "transfer", found: "customers go round for ever",
          allowed: "a probability below 100 % somewhere on the way")
        return
      }
    }
  }

  /// Streams that share their factors must mean the same factors.
  private func checkFactors() {
    var first: [String: Int] = [:]
    for (index, stream) in plan.demand.enumerated() {
      guard let busyness = stream.busyness else { continue }
      guard let other = first[busyness.group] else {
        first[busyness.group] = index
        continue
      }
      guard let known = plan.demand[other].busyness, !known.isLike(busyness) else { continue }
      refuse(
        .demand, index, "busyness",
        found: "other factors than `\(plan.demand[other].name)` has in the same group",
        allowed: "one `gamma` and one `within` for the group `\(busyness.group)`")
    }
  }

  private func checkVolume() {
    var total = 0.0
    for stream in plan.demand { total += stream.arrivals.expected(until: plan.length) }
    guard total > Double(Limits.contacts) else { return }
    let place = root.value(of: "demand")?.place ?? root.place
    reading.inside("demand") {
      reading.refuse(
        place, found: "about \(total.rounded().brief) customers in one replication",
        allowed: "at most \(Limits.contacts)", hint: "a shorter `length`, or more replications")
    }
  }

  /// Streams and periods are both long lists, but not both at once.
  private func checkCells() {
    let streams = Int64(plan.demand.count)
    let length = plan.length.nanoseconds
    let periods = (length - 1) / plan.reportEvery.nanoseconds + 1
    guard periods * streams > Int64(Limits.cells) else { return }
    let most = Int64(Limits.cells) / streams
    let minute: Int64 = 60_000_000_000
    let minutes = ((length - 1) / most + minute) / minute
    let place = root.value(of: "report-every")?.place ?? root.place
    reading.inside("report-every") {
      reading.refuse(
        place, found: "\(periods) periods of \(streams) streams",
        allowed: "at most \(Limits.cells) periods × streams",
        hint: "`report-every: \(minutes)m` is long enough")
    }
  }

  private func checkAgents() {
    let total = plan.agents.reduce(0) { $0 + $1.largestCount }
    guard total > Limits.agents else { return }
    let place = root.value(of: "agents")?.place ?? root.place
    reading.inside("agents") {
      reading.refuse(
        place, found: "\(total) agents in all groups", allowed: "at most \(Limits.agents)")
    }
  }

  /// A figure that no stream can have is never met.
  private func checkFirstAnswers() {
    guard case .list(let entries)? = root.value(of: "objectives")?.content else { return }
    for (index, objective) in plan.objectives.enumerated() {
      guard objective.metric.figureKey?.needsFirstAnswer == true else { continue }
      let streams = objective.demand.map { [plan.demand[$0]] } ?? plan.demand
      guard streams.allSatisfy({ $0.firstAnswer == nil }) else { continue }
      reading.inside("objectives") {
        reading.inside("\(index)") {
          reading.refuse(
            entries[index].value(of: "metric")?.place ?? entries[index].place,
            found: "a limit on the first response without `first-answer`",
            allowed: "a stream with `first-answer`",
            hint: "for example `first-answer: {lognormal: {median: 25s, sigma: 0.6}}`")
        }
      }
    }
  }
}

extension Busyness {
  /// Whether both describe the same factors.
  fileprivate func isLike(_ other: Busyness) -> Bool {
    gammaShape == other.gammaShape && within?.every == other.within?.every
      && within?.coefficientOfVariation == other.within?.coefficientOfVariation
      && within?.correlation == other.within?.correlation
  }
}

extension Arrivals {
  /// Expected customers from opening to `length`.
  func expected(until length: SimulationTime) -> Double {
    switch self {
    case .sine(let mean, _, _): return mean * length.seconds
    case .count(let count, _, _): return Double(count)
    case .trace(let times): return Double(times.count)
    case .poisson(let rates):
      var total = 0.0
      for (index, start) in rates.starts.enumerated() where start < length {
        let next = index + 1 < rates.starts.count ? rates.starts[index + 1] : length
        total += rates.values[index] * (min(next, length) - start).seconds
      }
      return total
    }
  }
}

extension Double {
  /// A large number as people say it.
  fileprivate var brief: String {
    self >= 1e9 ? "\((self / 1e9).rounded()) billion" : "\(Int(self / 1e6)) million"
  }
}
