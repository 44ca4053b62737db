// The log played back: dispatch latency by hand.

import Consulting
import Rings
import Routing
import Scenarios
import Tallies
import Testing

@testable import WallTime

struct SweepTests {
  /// One stream of which `both` is the only group: 1 agent.
  private static let text = """
    sangdam: 1
    name: one
    length: 1s
    demand:
      - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 1/s}, \
    effort: {fixed: 1s}}
    agents:
      - {name: one, count: 1, languages: {ko: 0.5}, documents: {"43": 1}}

    """

  private static func sweep(_ events: [LoggedEvent], customers: Int) throws -> Sweep {
    let plan = try Plan(checking: ScenarioSource(name: "test", text: text))
    let model = ProfileModel(plan, pace: .open(speed: 1), seconds: 1, keepsDecisions: false)
    let floor = Floor<AtomicMemory>(model, workers: 1, range: 8)
    var sweep = Sweep(
      model, floor.reach, tables: floor.tables, customers: [customers], until: 100, decisions: [])
    sweep.play(events.sorted { $0.order < $1.order }[...])
    sweep.close()
    return sweep
  }

  private static func customer(
    _ serial: UInt32, _ kind: LoggedEvent.Kind, at time: Int64, subject: UInt32 = 0
  ) -> LoggedEvent {
    LoggedEvent(time: time, kind: kind, serial: serial, subject: subject)
  }

  @Test("latency is the time in which somebody had room, and no other")
  func latency() throws {
    let sweep = try Self.sweep(
      [
        LoggedEvent(time: 0, kind: .signedOn, subject: 0),
        // He has room: all of the wait counts.
        Self.customer(0, .due, at: 5), Self.customer(0, .delivered, at: 8),
        // He has none until 30.
        Self.customer(1, .due, at: 10), LoggedEvent(time: 30, kind: .freed, subject: 0),
        Self.customer(1, .delivered, at: 34),
        // He has none at all.
        Self.customer(2, .due, at: 40), Self.customer(2, .left, at: 60),
      ], customers: 3)
    #expect(sweep.latencies == [3, 4, 0])
  }

  @Test("who is chosen had room, though by the log his shift was over")
  func lateThread() throws {
    let sweep = try Self.sweep(
      [
        LoggedEvent(time: 0, kind: .signedOn, subject: 0),
        LoggedEvent(time: 10, kind: .signedOff, subject: 0),
      ], customers: 1)
    let counts = sweep.desks.counts(0, longerThan: 0)
    #expect(counts == (onDuty: 1, withRoom: 1, longer: 0))
  }

  @Test("agents' time: staffed, busy, with a chat, in wrap-up")
  func integrals() throws {
    let sweep = try Self.sweep(
      [
        LoggedEvent(time: 10, kind: .signedOn, subject: 0),
        Self.customer(0, .due, at: 20), Self.customer(0, .delivered, at: 20),
        LoggedEvent(time: 50, kind: .ended, subject: 0),
        LoggedEvent(time: 60, kind: .signedOff, subject: 0),
        LoggedEvent(time: 70, kind: .freed, detail: 1, subject: 0),
      ], customers: 1)
    let agent = sweep.desks.integrals[0]
    #expect(agent.staffedNanoseconds == 60)
    #expect(agent.busyNanoseconds == 50)
    #expect(agent.withOpenChatNanoseconds == 30)
    #expect(agent.openChatNanoseconds == 30)
    #expect(agent.placesTakenNanoseconds == 50)
  }
}
