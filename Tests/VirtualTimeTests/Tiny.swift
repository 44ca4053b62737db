// A day of a few customers at known moments, run once, and what became of each by name.

import Consulting
import Measures
import Scenarios
import Tallies
import Testing
import VirtualTime

/// A customer with a stream to himself, so that the tallies tell what became of him.
struct Asking {
  var name: String
  var at: [Double]
  var effort: Double
  var language: String
  var document: String
  /// Further keys of the code.
  var code: String
  /// Further keys of the stream.
  var keys: String

  init(
    _ name: String, at: Double..., effort: Double = 60, language: String = "ko",
    document: String = "43211507", code: String = "", keys: String = ""
  ) {
    self.name = name
    self.at = at
    self.effort = effort
    self.language = language
    self.document = document
    self.code = code.isEmpty ? "" : ", " + code
    self.keys = keys.isEmpty ? "" : ", " + keys
  }

  var line: String {
    """
      - {name: \(name), code: {language: \(language), document: "\(document)"\(code)}, \
    arrivals: {count: 0}, effort: {fixed: \(effort)s}\(keys)}

    """
  }
}

/// A group of agents who know computers in Korean, if nothing else is said.
struct Desk {
  var name: String
  var skill: Double
  var branch: String
  var keys: String

  /// - Parameter skill: proficiency in Korean, which tells in the score who answered.
  init(_ name: String, skill: Double = 1, branch: String = "43", _ keys: String = "count: 1") {
    self.name = name
    self.skill = skill
    self.branch = branch
    self.keys = keys
  }

  /// Knows other branches than one, each so well.
  func knowing(_ branches: String) -> Desk {
    var desk = self
    desk.branches = branches
    return desk
  }

  private var branches: String?

  var line: String {
    let documents = branches ?? "\"\(branch)\": 1"
    return "  - {name: \(name), languages: {ko: \(skill)}, documents: {\(documents)}, \(keys)}\n"
  }
}

/// A scenario and its tally; sound in every run, or an issue is recorded.
struct Tiny {
  let plan: Plan
  let tally: RunTally

  /// A run of those customers at those desks.
  init(
    _ customers: [Asking], at desks: [Desk], length: String = "1h", replications: Int = 1,
    _ lines: String = ""
  ) throws {
    let text = """
      length: \(length)
      replications: \(replications)
      \(lines)
      demand:
      \(customers.map(\.line).joined())
      agents:
      \(desks.map(\.line).joined())
      """
    let times = customers.map { ($0.name, $0.at.map { SimulationTime(seconds: $0) }) }
    try self.init(text, replaying: Dictionary(uniqueKeysWithValues: times))
  }

  /// A run of a scenario without its first two lines; streams named in `traces` replay them.
  init(_ text: String, replaying traces: [String: [SimulationTime]] = [:], threads: Int = 2)
    throws
  {
    var plan = try scenario(text)
    for index in plan.demand.indices {
      guard let times = traces[plan.demand[index].name] else { continue }
      plan.demand[index].arrivals = .trace(times)
    }
    self.plan = plan
    tally = Simulation(plan).run(threads: threads)
    expectConservation(tally)
  }

  private func index(_ name: String) -> Int? { plan.demand.firstIndex { $0.name == name } }

  /// What the first replication counted of a stream.
  subscript(name: String) -> CustomerTally {
    guard let index = index(name) else { return CustomerTally() }
    return tally.replications[0].streams[index]
  }

  /// Seconds of waiting of a stream's customers, all together.
  func wait(_ name: String) -> Double { self[name].waitNanoseconds / 1e9 }
  /// Seconds of handling.
  func handled(_ name: String) -> Double { self[name].handleNanoseconds / 1e9 }
  /// Sum of match scores.
  func score(_ name: String) -> Double { Double(self[name].scoreBillionths) / 1e9 }
  /// What the first replication counted of a group.
  func desk(_ name: String) -> AgentTally {
    guard let index = plan.agents.firstIndex(where: { $0.name == name }) else {
      return AgentTally()
    }
    return tally.replications[0].groups[index]
  }
  /// Who answered each of the customers, by the skills that the desks were given.
  func skills(_ names: String...) -> [Double] { names.map { score($0) } }
}

/// The plan of a scenario without its first two lines.
func scenario(_ text: String) throws -> Plan {
  try Plan(checking: ScenarioSource(name: "test", text: "sangdam: 1\nname: test\n" + text))
}

/// Every customer ends once, and every cell adds up to the same customers.
func expectConservation(
  _ tally: RunTally, _ name: String = "", sourceLocation: SourceLocation = #_sourceLocation
) {
  let name = Comment(rawValue: name)
  #expect(tally.invariants == InvariantTally(), name, sourceLocation: sourceLocation)
  for replication in tally.replications {
    var streams = CustomerTally()
    var periods = CustomerTally()
    for stream in replication.streams {
      streams += stream
      let ended = stream.answered + stream.abandoned + stream.blocked
      #expect(stream.offered == ended, name, sourceLocation: sourceLocation)
    }
    for period in replication.periods { periods += period }
    #expect(countsMatch(streams, periods), name, sourceLocation: sourceLocation)
    let answered = replication.groups.reduce(0) { $0 + $1.answered }
    #expect(answered == streams.answered, name, sourceLocation: sourceLocation)
    expectPairsAddUp(replication, tally.layout, name, sourceLocation)
  }
  let waits = tally.waits.reduce(0) { $0 + $1.total.total }
  let entered = tally.replications.flatMap(\.streams).reduce(0) { $0 + $1.offered - $1.blocked }
  #expect(Int64(waits) == entered, name, sourceLocation: sourceLocation)
}

/// Who answered whom and in which ring adds up to the answered, who joined whom to the helped.
private func expectPairsAddUp(
  _ replication: ReplicationTally, _ layout: TallyLayout, _ name: Comment,
  _ sourceLocation: SourceLocation
) {
  for (index, stream) in replication.streams.enumerated() {
    for (cells, width) in [
      (replication.matches, layout.groups), (replication.rings, layout.rings + 1),
    ] {
      var row = MatchTally()
      for cell in cells[index * width..<(index + 1) * width] { row += cell }
      #expect(row.answered == stream.answered, name, sourceLocation: sourceLocation)
      #expect(row.scoreBillionths == stream.scoreBillionths, name, sourceLocation: sourceLocation)
    }
  }
  // The finer rows add up to the coarser ones.
  var pairs = Array(repeating: MatchTally(), count: replication.matches.count)
  for (index, cell) in replication.scores.enumerated() {
    let route = layout.routes[index / layout.groups / (layout.rings + 1)]
    pairs[route.stream * layout.groups + index % layout.groups] += cell
  }
  #expect(pairs == replication.matches, name, sourceLocation: sourceLocation)
  for (index, group) in replication.groups.enumerated() {
    let column = stride(from: index, to: replication.matches.count, by: layout.groups)
    let answered = column.reduce(0) { $0 + replication.matches[$1].answered }
    #expect(answered == group.answered, name, sourceLocation: sourceLocation)
  }
  let helped = replication.streams.reduce(0) { $0 + $1.helped }
  #expect(replication.helps.reduce(0, +) == helped, name, sourceLocation: sourceLocation)
}

private func countsMatch(_ a: CustomerTally, _ b: CustomerTally) -> Bool {
  a.offered == b.offered && a.answered == b.answered && a.abandoned == b.abandoned
    && a.blocked == b.blocked && a.retried == b.retried && a.helped == b.helped
    && a.delayed == b.delayed && a.handled == b.handled && a.unresolved == b.unresolved
    && a.scoreBillionths == b.scoreBillionths
    && abs(a.waitNanoseconds - b.waitNanoseconds) <= 1e-9 * a.waitNanoseconds
}
