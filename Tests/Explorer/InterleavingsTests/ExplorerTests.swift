// The explorer itself: it finds what is planted, tells it so that it can be seen again, and misses
// nothing that an enumeration of all orders finds.

import Interleavings
import Synchronization
import Testing

/// A counter that is read and then written: the oldest race there is.
private final class Counter: Interplay {
  let threads = ["one", "other"]
  private let cells = Cells(registers: 0)

  func begin() { cells.clear() }

  func run(_ thread: Int) {
    // Ordering: the strongest there is; the step between the two is what is missing.
    let value = cells.x.load(ordering: .sequentiallyConsistent)
    cells.x.store(value + 1, ordering: .sequentiallyConsistent)
  }

  func verdict() -> String? { cells.value(0) == 2 ? nil : "counted \(cells.value(0))" }
  func name(of address: UInt) -> String? { "count" }
}

/// A thread that never ends, if the other goes first.
private final class Endless: Interplay {
  let threads = ["first", "second"]
  private let cells = Cells(registers: 0)

  func begin() { cells.clear() }

  func run(_ thread: Int) {
    // Ordering: any.
    if thread == 1 { return cells.x.store(1, ordering: .sequentiallyConsistent) }
    while cells.x.load(ordering: .sequentiallyConsistent) == 1 {}
  }

  func verdict() -> String? { nil }
}

struct ExplorerTests {
  @Test("a lost update needs one preemption, and its schedule shows it again")
  func lostUpdate() throws {
    let counter = Counter()
    #expect(Explorer(counter).explore(preemptions: 0).failure == nil)
    let failure = try #require(Explorer(counter).explore(preemptions: 1).failure)
    #expect(failure.reason == "counted 1")
    let schedule = try #require(Schedule(failure.schedule.description))
    let again = try #require(Explorer(counter).replay(schedule))
    #expect(again.trace == failure.trace && again.reason == failure.reason)
    #expect(again.trace.count == 4)
    #expect(again.trace[0].contains("load count sequentiallyConsistent: 0x0 (as it began)"))
  }

  @Test("an execution that goes on and on is a failure")
  func endless() {
    let exploration = Explorer(Endless(), limits: Limits(operations: 100)).explore(preemptions: 1)
    #expect(exploration.failure?.reason == "no end within 100 operations")
  }

  @Test("a schedule reads as it was written", arguments: ["-", "1", "0x12,1,0x5,2", "2x3"])
  func text(_ text: String) { #expect(Schedule(text)?.description == text) }

  @Test("what is no schedule is none", arguments: ["x", "1x", "-1", "1x2x3", "1x-2", "a,1"])
  func noText(_ text: String) { #expect(Schedule(text) == nil) }

  @Test("sequentially consistent programs have the outcomes of their interleavings, no other")
  func programs() {
    for seed in 1...300 as ClosedRange<UInt64> {
      let program = RandomProgram(seed: seed)
      #expect(program.found(relaxed: false) == program.interleaved(), "seed \(seed): \(program)")
    }
  }

  @Test("relaxed programs have those outcomes too, and others")
  func relaxedPrograms() {
    var more = 0
    for seed in 1...300 as ClosedRange<UInt64> {
      let program = RandomProgram(seed: seed)
      let found = program.found(relaxed: true)
      let interleaved = program.interleaved()
      #expect(program.found(relaxed: true, orders: .allSequential) == interleaved)
      #expect(found.isSuperset(of: interleaved), "seed \(seed): \(program)")
      more += found.count > interleaved.count ? 1 : 0
    }
    #expect(more > 100)
  }
}
