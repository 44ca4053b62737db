// A stream of customers as the event loop reads it: flat, trivial, drawn from by key.

import Consulting
import Population
import Scenarios

/// One stream of the plan, compiled.
struct StreamModel: BitwiseCopyable {
  var classIndex: Int
  var location: Int
  var effort: TimeSampler
  var patience: TimeSampler
  var firstAnswer: TimeSampler
  var helpEffort: TimeSampler
  var hasPatience: Bool
  var hasFirstAnswer: Bool
  /// Whether the end of a chat or of a wait may have consequences: any of the rare rules.
  var hasRetry: Bool
  var hasSilent: Bool
  var hasMismatch: Bool
  var hasHelp: Bool
  var hasTransfer: Bool
  var retryProbability: Double
  var retryAfter: Int64
  var silentShare: Double
  var silentTime: Int64
  var mismatchFactor: Double
  var unresolved: Double
  var returnsAfter: Int64
  var helpProbability: Double
  var transferProbability: Double
  var transferStream: Int

  init(_ stream: Stream, classIndex: Int, tables: DrawTables) {
    let nothing = TimeSampler(.fixed(.zero), tables: tables)
    self.classIndex = classIndex
    location = stream.location
    effort = TimeSampler(stream.effort, tables: tables)
    patience = stream.patience.map { TimeSampler($0, tables: tables) } ?? nothing
    firstAnswer = stream.firstAnswer.map { TimeSampler($0, tables: tables) } ?? nothing
    helpEffort = stream.help.map { TimeSampler($0.effort, tables: tables) } ?? nothing
    hasPatience = stream.patience != nil
    hasFirstAnswer = stream.firstAnswer != nil
    hasRetry = stream.retry != nil
    hasSilent = stream.silent != nil
    hasMismatch = stream.mismatch != nil
    hasHelp = stream.help != nil
    hasTransfer = stream.transfer != nil
    retryProbability = stream.retry?.probability ?? 0
    retryAfter = stream.retry?.after.nanoseconds ?? 0
    silentShare = stream.silent?.share ?? 0
    silentTime = stream.silent?.discoveredAfter.nanoseconds ?? 0
    mismatchFactor = stream.mismatch?.effortFactor ?? 1
    unresolved = stream.mismatch?.unresolved ?? 0
    returnsAfter = stream.mismatch?.returnsAfter.nanoseconds ?? 0
    helpProbability = stream.help?.probability ?? 0
    transferProbability = stream.transfer?.probability ?? 0
    transferStream = stream.transfer?.stream ?? 0
  }
}

/// A group of agents, compiled.
struct GroupModel: BitwiseCopyable {
  var firstAgent: Int
  var agents: Int
  var concurrency: Int
  var wrapUp: TimeSampler
  var hasWrapUp: Bool
  var handsBack: Bool
  /// Time per work when one chat is open.
  var slownessAlone: Double

  init(_ group: AgentGroup, firstAgent: Int, tables: DrawTables) {
    self.firstAgent = firstAgent
    agents = max(group.largestCount, 1)
    concurrency = group.concurrency
    wrapUp = TimeSampler(group.wrapUp, tables: tables)
    hasWrapUp = !group.hasNoWrapUp
    handsBack = group.leaving == .handback
    slownessAlone = 1 / group.speed[0]
  }

  /// The groups of a plan, their agents numbered through.
  static func all(of plan: Plan, tables: DrawTables) -> [GroupModel] {
    var firstAgent = 0
    return plan.agents.map { group in
      defer { firstAgent += max(group.largestCount, 1) }
      return GroupModel(group, firstAgent: firstAgent, tables: tables)
    }
  }
}
