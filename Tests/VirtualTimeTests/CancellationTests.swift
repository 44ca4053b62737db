// A run that is ended early keeps what is finished, and says so.

import Foundation
import Scenarios
import Tallies
import Testing
import VirtualTime

@Suite("Ending a run early", .serialized) struct CancellationTests {
  static func text(replications: Int, length: String) -> String {
    """
    length: \(length)
    report-every: 100h
    replications: \(replications)
    demand:
      - {name: ask, code: {language: ko, document: "43211507"}, arrivals: {rate: 10/min},
         patience: {exponential: {mean: 2m}}, effort: {exponential: {mean: 1m}}}
    agents:
      - {name: desk, count: 9, languages: {ko: 1}, documents: {"43": 1}}
    """
  }

  @Test("before it begins leaves nothing, marked as partial")
  func beforeBeginning() throws {
    let control = RunControl()
    control.cancel()
    let plan = try scenario(Self.text(replications: 3, length: "1h"))
    let tally = Simulation(plan).run(threads: 2, control: control)
    #expect(tally.isPartial && tally.replications.isEmpty)
    #expect(control.finished == 0 && control.isCancelled)
  }

  @Test("keeps the finished replications, each as in the whole run", arguments: [1, 2])
  func keepsFinished(threads: Int) throws {
    let control = RunControl()
    let plan = try scenario(Self.text(replications: 100_000, length: "1h"))
    let observer = Thread {
      while control.finished < 5 { Thread.sleep(forTimeInterval: 0.001) }
      control.cancel()
    }
    observer.start()
    let tally = Simulation(plan).run(threads: threads, control: control)
    #expect(tally.isPartial)
    #expect(tally.replications.count >= 5 && tally.replications.count < 100_000)
    #expect(tally.replications.count == control.finished)
    #expect(tally.contacts == Int64(control.contacts))
    expectConservation(tally)
    var whole = plan
    whole.replications = 5
    let first = Simulation(whole).run(threads: 1)
    #expect(Array(tally.replications.prefix(5)) == first.replications)
  }

  @Test("ends within a replication, however long: it is not waited for")
  func withinReplication() throws {
    let control = RunControl()
    let plan = try scenario(Self.text(replications: 2, length: "80000h"))
    let observer = Thread {
      Thread.sleep(forTimeInterval: 0.05)
      control.cancel()
    }
    observer.start()
    let clock = ContinuousClock()
    let elapsed = clock.measure {
      let tally = Simulation(plan).run(threads: 2, control: control)
      #expect(tally.isPartial && tally.replications.isEmpty)
    }
    #expect(elapsed < .seconds(20))
  }

  @Test("a whole run is not partial, and its progress ends with all replications")
  func wholeRun() throws {
    let control = RunControl()
    let plan = try scenario(Self.text(replications: 7, length: "1h"))
    let tally = Simulation(plan).run(threads: 2, control: control)
    #expect(!tally.isPartial && tally.replications.count == 7 && control.finished == 7)
  }
}
