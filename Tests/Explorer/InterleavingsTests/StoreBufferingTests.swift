// Two threads store, then look at the other's word: the heart of "publish, then look". What is
// allowed is the C++20 standard's [atomics.order]; the names are those of Alglave, Maranget and
// Tautschnig, Herding Cats (2014).

import Interleavings
import Synchronization
import Testing

struct StoreBufferingTests {
  private let all: Set = ["00", "01", "10", "11"]

  @Test("relaxed: both may miss each other")
  func relaxed() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .relaxed)
        cells.registers[0] = cells.y.load(ordering: .relaxed)
      },
      { cells in
        cells.y.store(1, ordering: .relaxed)
        cells.registers[1] = cells.x.load(ordering: .relaxed)
      })
    #expect(found == all)
  }

  @Test("releasing and acquiring: both may miss each other")
  func releaseAcquire() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .releasing)
        cells.registers[0] = cells.y.load(ordering: .acquiring)
      },
      { cells in
        cells.y.store(1, ordering: .releasing)
        cells.registers[1] = cells.x.load(ordering: .acquiring)
      })
    #expect(found == all)
  }

  @Test("sequentially consistent: one sees the other")
  func sequential() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .sequentiallyConsistent)
        cells.registers[0] = cells.y.load(ordering: .sequentiallyConsistent)
      },
      { cells in
        cells.y.store(1, ordering: .sequentiallyConsistent)
        cells.registers[1] = cells.x.load(ordering: .sequentiallyConsistent)
      })
    #expect(found == all.subtracting(["00"]))
  }

  @Test("a releasing store before a sequentially consistent load is not enough")
  func mixed() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .releasing)
        cells.registers[0] = cells.y.load(ordering: .sequentiallyConsistent)
      },
      { cells in
        cells.y.store(1, ordering: .sequentiallyConsistent)
        cells.registers[1] = cells.x.load(ordering: .sequentiallyConsistent)
      })
    #expect(found == all)
  }

  @Test("sequentially consistent updates: one sees the other")
  func updates() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.bitwiseOr(1, ordering: .sequentiallyConsistent)
        cells.registers[0] = cells.y.load(ordering: .sequentiallyConsistent)
      },
      { cells in
        cells.y.wrappingAdd(1, ordering: .sequentiallyConsistent)
        cells.registers[1] = cells.x.load(ordering: .sequentiallyConsistent)
      })
    #expect(found == all.subtracting(["00"]))
  }

  @Test("an update that acquires and releases is not enough")
  func weakUpdates() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.bitwiseOr(1, ordering: .acquiringAndReleasing)
        cells.registers[0] = cells.y.load(ordering: .sequentiallyConsistent)
      },
      { cells in
        cells.y.bitwiseOr(1, ordering: .acquiringAndReleasing)
        cells.registers[1] = cells.x.load(ordering: .sequentiallyConsistent)
      })
    #expect(found == all)
  }

  @Test(
    "only a sequentially consistent fence between relaxed accesses helps",
    arguments: [false, true])
  func fences(isSequential: Bool) {
    // Ordering: what is tested.
    let fence = {
      scheduledFence(ordering: isSequential ? .sequentiallyConsistent : .acquiringAndReleasing)
    }
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .relaxed)
        fence()
        cells.registers[0] = cells.y.load(ordering: .relaxed)
      },
      { cells in
        cells.y.store(1, ordering: .relaxed)
        fence()
        cells.registers[1] = cells.x.load(ordering: .relaxed)
      })
    #expect(found == (isSequential ? all.subtracting(["00"]) : all))
  }
}
