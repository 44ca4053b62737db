// Laws that hold whatever the numbers: flow balance, units, keyed draws, threads, other streams.

import Consulting
import Reports
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Laws", .serialized) struct LawTests {
  /// A shop with nearly every rule, in a unit of time: `u` stands for a minute.
  static func shop(unit: Int = 60, agents: Int = 4, demand: [String]? = nil) -> String {
    func t(_ minutes: Double) -> String { "\(minutes * Double(unit))s" }
    return """
      length: \(t(480))
      warmup: \(t(30))
      report-every: \(t(60))
      replications: 7
      seed: 7
      locations: [{id: home}, {id: osaka}]
      demand:
      \((demand ?? streams(t)).joined(separator: "\n"))
      agents:
        - name: seoul
          count: \(agents)
          languages: {ko: 1, en: 0.6}
          documents: {"43": 1, "53": 0.7}
          concurrency: 3
          speed: [1, 0.8, 0.65]
          wrap-up: {fixed: \(t(0.25))}
          absence: 10%
        - name: osaka
          staff: {periods: \(t(120)), counts: [2, 3, 1]}
          location: osaka
          languages: {ja: 1, en: 0.8}
          documents: {"*": 0.9}
          leaving: handback
      routing:
        choose-agent: best-match
        rings: [{after: \(t(0.5)), document-digits: 2}, {after: \(t(1)), location: osaka}]
        offer: {timeout: \(t(0.2)), acceptance: 90%}
      limits: {in-system: 30}
      objectives: [{metric: service_level, within: \(t(1)), at-least: 50%}]
      """
  }

  static func streams(_ t: (Double) -> String) -> [String] {
    let common = """
      patience: {exponential: {mean: \(t(3))}}, \
      effort: {lognormal: {median: \(t(5)), sigma: 0.8}}, \
      retry: {probability: 50%, after: \(t(10))}, \
      silent: {share: 20%, discovered-after: \(t(0.5))}, \
      first-answer: {exponential: {mean: \(t(0.4))}}, \
      mismatch: {effort: 1.3, unresolved: 20%, returns-after: \(t(60))}, \
      help: {probability: 10%, effort: {exponential: {mean: \(t(2))}}}
      """
    return [
      """
        - {name: computers, code: {language: ko, document: "43211507"}, \
      arrivals: {count: 500, profile: [1, 2, 3, 1]}, \(common)}
      """,
      """
        - {name: clothing, code: {language: en, document: "53111601"}, \
      arrivals: {count: 150}, busyness: {gamma: {shape: 20}}, \(common), \
      transfer: {probability: 10%, to: japanese}}
      """,
      """
        - {name: japanese, code: {language: ja, document: "43211507", location: osaka}, \
      arrivals: {count: 120, spread: fixed}, \(common)}
      """,
    ]
  }

  @Test("everybody who enters ends once, in every cell, whatever the rules", arguments: 1...6)
  func conservation(agents: Int) throws {
    let run = try Tiny(Self.shop(agents: agents))
    let all = run.tally.sums { Double($0.offered) }
    #expect(all.allSatisfy { $0 > 500 })
    // The scenario does what it says: each rule leaves its mark.
    let marks: [(CustomerTally) -> Int64] = [
      \.answered, \.abandoned, \.retried, \.helped, \.unresolved, \.firstResponses,
    ]
    for mark in marks { #expect(run.tally.sums { Double(mark($0)) }.reduce(0, +) > 0) }
  }

  @Test("the same tally and the same bytes for any number of threads")
  func threads() throws {
    let plan = try scenario(Self.shop())
    let facts = EngineFacts(version: "1", elapsedSeconds: 1, threads: 1, peakRSSBytes: 0)
    let runs = [1, 2, 5].map { Simulation(plan).run(threads: $0) }
    let texts = runs.map {
      ResultDocument.simulation(plan: plan, tally: $0, engine: facts).json
    }
    for (run, text) in zip(runs, texts).dropFirst() {
      #expect(run.replications == runs[0].replications)
      #expect(run.waits.map(\.total) == runs[0].waits.map(\.total))
      #expect(run.events == runs[0].events && run.contacts == runs[0].contacts)
      #expect(text == texts[0])
    }
  }

  @Test("a replication is the same whichever ran before it")
  func replicationsAreIndependent() throws {
    var plan = try scenario(Self.shop())
    let many = Simulation(plan).run(threads: 1)
    plan.replications = 5
    let few = Simulation(plan).run(threads: 2)
    #expect(Array(many.replications.prefix(5)) == few.replications)
  }

  @Test("all times 60-fold give the same shares, and times 60-fold")
  func units() throws {
    let minutes = try Tiny(Self.shop(unit: 60)).tally
    let seconds = try Tiny(Self.shop(unit: 1)).tally
    for (a, b) in zip(minutes.replications, seconds.replications) {
      #expect(a.streams.map(\.offered) == b.streams.map(\.offered))
      #expect(a.streams.map(\.answered) == b.streams.map(\.answered))
      #expect(a.streams.map(\.helped) == b.streams.map(\.helped))
      #expect(a.streamThresholds == b.streamThresholds)
      for (a, b) in zip(a.streams, b.streams) {
        #expect(abs(a.waitNanoseconds / 60 - b.waitNanoseconds) < 1e4)
        #expect(abs(a.handleNanoseconds / 60 - b.handleNanoseconds) < 1e4)
      }
      for (a, b) in zip(a.groups, b.groups) {
        #expect(abs(a.busyNanoseconds / 60 - b.busyNanoseconds) < 1e4)
        #expect(abs(a.openChatNanoseconds / 60 - b.openChatNanoseconds) < 1e4)
      }
    }
  }

  @Test("with exponential patience P(abandon) = θ · E[wait], with silent leavers too")
  func abandonmentIsRateTimesWait() throws {
    for extra in ["", "silent: {share: 50%, discovered-after: 30s}"] {
      let run = try Tiny(
        """
        length: 20h
        report-every: 20h
        replications: 60
        demand:
          - name: ask
            code: {language: ko, document: "43211507"}
            arrivals: {rate: 2/min}
            patience: {exponential: {mean: 2m}}
            effort: {lognormal: {median: 3m, sigma: 1}}
            \(extra)
        agents:
          - {name: desk, count: 9, languages: {ko: 1}, documents: {"43": 1}}
        """)
      let excess = run.tally.sums { Double($0.abandoned) - $0.waitNanoseconds / 120e9 }
      let offered = run.tally.sums { Double($0.offered) }
      let share = Estimate(excess, over: offered)
      #expect(abs(share.mean / share.standardError) < 4, "\(share)")
      #expect(share.standardError < 0.003)
    }
  }

  @Test("Little: open chats are answered customers times handle time")
  func little() throws {
    let run = try Tiny(
      """
      length: 400h
      report-every: 500h
      warmup: 10h
      replications: 10
      demand:
        - {name: ask, code: {language: ko, document: "43211507"}, arrivals: {rate: 1/min},
           patience: {fixed: 3m}, effort: {gamma: {shape: 2, mean: 6m}}}
      agents:
        - {name: desk, count: 3, languages: {ko: 1}, documents: {"43": 1},
           concurrency: 3, speed: [1, 0.75, 0.5833]}
      """)
    // The two differ by the chats that are open at the two ends of the window alone.
    let open = run.tally.agentSums { $0.openChatNanoseconds }
    let handled = run.tally.sums { $0.handleNanoseconds }
    for (open, handled) in zip(open, handled) { #expect(abs(open / handled - 1) < 0.005) }
  }

  @Test("a stream's customers come at the same times, whatever the staff")
  func arrivalsAreKeyed() throws {
    // Without retries and returns nobody comes because of what became of him.
    func offered(agents: Int) throws -> [[Int64]] {
      let run = try Tiny(
        """
        length: 8h
        report-every: 10m
        replications: 5
        demand:
          - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 3/min},
             busyness: {gamma: {shape: 9}, within: {every: 30m, cv: 20%, correlation: 0.5}},
             patience: {exponential: {mean: 2m}}, effort: {exponential: {mean: 3m}}}
          - {name: b, code: {language: ko, document: "43211507"},
             arrivals: {sine: {mean: 60/h, amplitude: 30/h, period: 8h}},
             effort: {exponential: {mean: 3m}}}
        agents:
          - {name: desk, count: \(agents), languages: {ko: 1}, documents: {"43": 1}}
        """)
      return run.tally.replications.map { $0.periods.map(\.offered) }
    }
    #expect(try offered(agents: 5) == offered(agents: 20))
  }

  @Test("a customer's patience is the same whatever the staff: nobody answered, all leave alike")
  func patienceIsKeyed() throws {
    func waits(_ staff: String) throws -> [CustomerTally] {
      try Tiny(
        """
        length: 2h
        replications: 3
        demand:
          - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 30/min},
             patience: {lognormal: {median: 20s, sigma: 1}}, effort: {fixed: 9h}}
        agents:
          - {name: desk, count: \(staff), languages: {ko: 1}, documents: {"43": 1}}
        """
      ).tally.replications.map { $0.streams[0] }
    }
    let (two, three) = try (waits("2"), waits("3"))
    for (two, three) in zip(two, three) {
      // One more answered at once; of all others the waits are the same.
      #expect(two.offered == three.offered && two.answered + 1 == three.answered)
      #expect(two.waitNanoseconds > three.waitNanoseconds)
      #expect(two.waitNanoseconds - three.waitNanoseconds < 600e9)
    }
  }

  @Test("the order of streams that do not meet changes nothing of any of them")
  func orderOfStreams() throws {
    func stream(_ name: String, _ document: String, _ rate: Int) -> String {
      """
        - {name: \(name), code: {language: ko, document: "\(document)"}, \
      arrivals: {rate: \(rate)/h}, patience: {exponential: {mean: 2m}}, \
      effort: {exponential: {mean: 5m}}, retry: {probability: 50%, after: 10m}}
      """
    }
    let streams = [
      stream("x", "43211507", 40), stream("y", "53111601", 30), stream("z", "60101700", 50),
    ]
    func run(_ order: [Int]) throws -> Tiny {
      try Tiny(
        """
        length: 8h
        replications: 4
        demand:
        \(order.map { streams[$0] }.joined(separator: "\n"))
        agents:
          - {name: a, count: 3, languages: {ko: 1}, documents: {"43": 1}}
          - {name: b, count: 3, languages: {ko: 1}, documents: {"53": 1}}
          - {name: c, count: 3, languages: {ko: 1}, documents: {"60": 1}}
        """)
    }
    let first = try run([0, 1, 2])
    for order in [[2, 0, 1], [1, 2, 0], [2, 1, 0]] {
      let other = try run(order)
      for name in ["x", "y", "z"] { #expect(first[name] == other[name], "\(order), \(name)") }
      #expect(first.tally.replications.map(\.groups) == other.tally.replications.map(\.groups))
    }
  }
}
