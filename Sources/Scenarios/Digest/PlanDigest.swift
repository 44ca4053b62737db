// The SHA-256 of a checked plan: the same for the same plan, however its file is written.

import Consulting

/// Writes a plan in one canonical form into a hash: no comments, key order or units are left.
struct PlanDigest {
  private var hash = SHA256()

  /// 64 hexadecimal digits.
  static func hexadecimal(of plan: Plan) -> String {
    var digest = PlanDigest()
    digest.add(plan)
    return digest.hash.hexadecimal()
  }

  private mutating func add(_ words: String?...) {
    for word in words {
      guard let word else {
        hash.update(CollectionOfOne(0))
        continue
      }
      // The length before the text: no two lists of words have the same bytes.
      hash.update("\(word.utf8.count):\(word)".utf8)
    }
  }

  private mutating func add(_ time: SimulationTime?) { add(time.map { "\($0.nanoseconds)" }) }

  private mutating func add(_ value: Double?) { add(value.map { "\($0)" }) }

  private mutating func add(_ value: Int?) { add(value.map { "\($0)" }) }

  private mutating func add(_ values: [Double]) {
    add(values.count)
    for value in values { add(value) }
  }

  private mutating func add(_ times: [SimulationTime]) {
    add(times.count)
    // Millions of rows in a trace: as bytes, not as text.
    for time in times {
      hash.update((0..<8).lazy.map { UInt8(truncatingIfNeeded: time.nanoseconds >> (8 * $0)) })
    }
  }

  private mutating func add(_ plan: Plan) {
    add("sangdam 1", plan.name, plan.description, plan.closing.rawValue)
    add(plan.opens)
    add(plan.length)
    add(plan.warmup)
    add(plan.reportEvery)
    add(plan.replications)
    add("\(plan.seed)")
    for site in plan.sites { add("site", site.id, site.address) }
    for location in plan.locations {
      add("location", location.id)
      add(location.costPerHour)
      add(location.openSpans?.count)
      add(location.openSpans?.flatMap { [$0.lowerBound, $0.upperBound] } ?? [])
    }
    for stream in plan.demand { add(stream) }
    for group in plan.agents { add(group) }
    add(plan.routing)
    add(plan.inSystemLimit)
    for objective in plan.objectives { add(objective) }
  }

  private mutating func add(_ stream: Stream) {
    add("demand", stream.name, stream.language.text, stream.document.digits)
    add(stream.site)
    add(stream.location)
    add(stream.arrivals)
    add(stream.busyness?.group)
    add(stream.busyness?.gammaShape)
    add(stream.busyness?.within?.every)
    add(stream.busyness?.within?.coefficientOfVariation)
    add(stream.busyness?.within?.correlation)
    add(stream.patience)
    add(stream.effort)
    add(stream.priority)
    add(stream.retry?.probability)
    add(stream.retry?.after)
    add(stream.firstAnswer)
    add(stream.silent?.share)
    add(stream.silent?.discoveredAfter)
    add(stream.mismatch?.effortFactor)
    add(stream.mismatch?.unresolved)
    add(stream.mismatch?.returnsAfter)
    add(stream.help?.probability)
    add(stream.help?.effort)
    add(stream.transfer?.probability)
    add(stream.transfer?.stream)
    let talk = stream.conversation
    add([
      talk.meanTurns, talk.customerMedianCharacters, talk.agentMedianCharacters,
      talk.charactersSigma,
    ])
  }

  private mutating func add(_ arrivals: Arrivals) {
    switch arrivals {
    case .poisson(let rates):
      add("poisson")
      add(rates.starts)
      add(rates.values)
    case .sine(let mean, let amplitude, let period):
      add("sine")
      add([mean, amplitude])
      add(period)
    case .count(let count, let shares, let spread):
      add("count", spread.rawValue)
      add(count)
      add(shares)
    case .trace(let times):
      add("trace")
      add(times)
    }
  }

  private mutating func add(_ distribution: Distribution?) {
    switch distribution {
    case nil: add("none")
    case .fixed(let span):
      add("fixed")
      add(span)
    case .exponential(let mean):
      add("exponential")
      add(mean)
    case .lognormal(let median, let sigma):
      add("lognormal")
      add([median, sigma])
    case .uniform(let low, let high):
      add("uniform")
      add([low, high])
    case .gamma(let shape, let mean):
      add("gamma")
      add([shape, mean])
    case .weibull(let shape, let scale):
      add("weibull")
      add([shape, scale])
    case .empirical(let spans):
      add("empirical")
      add(spans)
    }
  }

  private mutating func add(_ group: AgentGroup) {
    add("agents", group.name, group.leaving.rawValue)
    add(group.staffing.starts)
    add(group.staffing.values.map(Double.init))
    add(group.location)
    add(group.costPerHour)
    add(group.absence)
    // Maps of the file: their order means nothing.
    for language in group.languages.sorted(by: { $0.skill.text < $1.skill.text }) {
      add("language", language.skill.text)
      add(language.level)
    }
    for branch in group.documents.sorted(by: { $0.skill.text < $1.skill.text }) {
      add("branch", branch.skill.text)
      add(branch.level)
    }
    add(group.rank)
    add(group.concurrency)
    add(group.speed)
    add(group.wrapUp)
  }

  private mutating func add(_ routing: RoutingRules) {
    add("routing", routing.chooseAgent.rawValue, routing.chooseCustomer.rawValue)
    add(routing.offerTimeout)
    add(routing.offerAcceptance)
    for ring in routing.rings {
      add("ring")
      add(ring.after)
      add(ring.documentDigits)
      add(ring.location)
    }
    add(routing.ageingPerMinute)
    add(routing.lastAgentWithin)
    // Only where it is set: plans from before the key keep their digest.
    if routing.matchWindow > .zero {
      add("match-window")
      add(routing.matchWindow)
    }
  }

  private mutating func add(_ objective: Objective) {
    switch objective.metric {
    case .serviceLevel(let within, let variant):
      add("objective", "service_level", variant.rawValue)
      add(within)
    case .figure(let key):
      add("objective", key.rawValue)
    }
    switch objective.bound {
    case .atLeast(let value):
      add("at-least")
      add(value)
    case .atMost(let value):
      add("at-most")
      add(value)
    }
    add(objective.demand)
    add(objective.agents)
    switch objective.over {
    case .run: add("run")
    case .eachPeriod: add("each-period")
    case .shareOfPeriods(let share):
      add("share-of-periods")
      add(share)
    }
  }
}
