// The routing core under several threads at once, on whatever processors there are.

import Foundation
import Rings
import SeededTests
import Testing

@Suite("under several threads nobody is lost, stranded or given twice", .serialized)
struct StressTests {
  /// Operations of all cases together: `SANGDAM_STRESS`, or a small number.
  static let asked = ProcessInfo.processInfo.environment["SANGDAM_STRESS"].flatMap { Int($0) }
  static let operations = asked ?? 2_000_000
  static let threadCounts = [2, 4, 8]
  static let cases = StressScene.all.flatMap { scene in threadCounts.map { (scene, $0) } }

  @Test("atomic memory", arguments: cases)
  func atomic(_ scene: StressScene, _ threads: Int) {
    expectSound(scene, threads, of: Self.operations, atOnce: 500, on: AtomicMemory.self)
  }

  @Test("atomic memory whose threads give way in the middle", arguments: cases)
  func hesitant(_ scene: StressScene, _ threads: Int) {
    // Whoever is stranded is seen only if nothing comes that finds him: hence short rounds.
    expectSound(scene, threads, of: Self.operations / 100, atOnce: 20, on: HesitantMemory.self)
  }

  private func expectSound<Memory: StressedMemory>(
    _ scene: StressScene, _ threads: Int, of total: Int, atOnce operations: Int,
    on memory: Memory.Type
  ) {
    let share = total / Self.cases.count
    let rounds = max(4, share / (operations * threads))
    let run = StressRun(
      scene: scene, threads: threads, seed: RandomTests.seed, operations: operations,
      rounds: rounds)
    let outcome = run.outcome(on: memory)
    #expect(
      outcome.faults.isEmpty,
      "\(scene), \(threads) threads, seed \(RandomTests.seed), after \(outcome.calls) calls")
    #expect(outcome.restingPoints >= rounds || !outcome.faults.isEmpty)
    // Threads that never meet prove nothing. Those that do not give way may miss each other in a
    // short run on a busy machine.
    #expect(
      outcome.overlaps >= outcome.calls / 1000 || (Self.asked == nil && !Memory.givesWay),
      "\(outcome.overlaps) of \(outcome.calls) calls overlapped another")
    if RandomTests.isLong {
      print(
        "\(scene), \(threads) threads, \(Memory.name): \(outcome.calls) calls,",
        "\(outcome.overlaps) overlapped, \(outcome.restingPoints) resting points")
    }
  }
}
