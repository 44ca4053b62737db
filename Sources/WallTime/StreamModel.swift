// Streams and groups as the workers read them: flat, trivial, drawn from by key.
//
// The virtual clock has models of its own, with the rules that a run here leaves out: a loop reads
// a model at every event, and a common one would make each carry what only the other one asks.

import Consulting
import Population
import Scenarios

/// One stream of the plan, compiled.
struct StreamModel: BitwiseCopyable {
  /// The stream in the run: the key of its customers' draws.
  var key: StreamKey
  var classIndex: Int
  var effort: TimeSampler
  var patience: TimeSampler
  var hasPatience: Bool

  init(_ stream: Stream, classIndex: Int, seed: UInt64, tables: DrawTables) {
    key = StreamKey(seed: seed, replication: 0, name: stream.name)
    self.classIndex = classIndex
    effort = TimeSampler(stream.effort, tables: tables)
    patience = TimeSampler(stream.patience ?? .fixed(.zero), tables: tables)
    hasPatience = stream.patience != nil
  }

  /// When a customer's patience ends, at so many times the scenario's speed; `Int64.max` = never.
  @inline(__always) func deadline(of key: CustomerKey, due: Int64, speed: Double) -> Int64 {
    guard hasPatience else { return .max }
    var draws = Draws(key, cause: .patience, attempt: 0)
    return due &+ Int64(Double(patience.sample(&draws).nanoseconds) / speed)
  }
}

/// One group of agents, compiled.
struct GroupModel: BitwiseCopyable {
  var firstAgent: Int
  var agents: Int
  var concurrency: Int
  var wrapUp: TimeSampler
  var hasWrapUp: Bool

  init(_ group: AgentGroup, firstAgent: Int, tables: DrawTables) {
    self.firstAgent = firstAgent
    agents = max(group.largestCount, 1)
    concurrency = group.concurrency
    wrapUp = TimeSampler(group.wrapUp, tables: tables)
    hasWrapUp = !group.hasNoWrapUp
  }
}

extension GroupModel {
  /// The groups of a plan, their agents numbered through.
  static func all(of plan: Plan, tables: DrawTables) -> [GroupModel] {
    var firstAgent = 0
    return plan.agents.map { group in
      defer { firstAgent += max(group.largestCount, 1) }
      return GroupModel(group, firstAgent: firstAgent, tables: tables)
    }
  }
}
