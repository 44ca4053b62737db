// One thread writes a message and then a flag; another sees the flag and reads the message. What
// is allowed is the C++20 standard's [atomics.order] and [intro.races].

import Interleavings
import Synchronization
import Testing

struct MessagePassingTests {
  /// Outcomes "flag, message".
  private func found(
    _ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering,
    fencedBy writer: AtomicUpdateOrdering? = nil, _ reader: AtomicUpdateOrdering? = nil
  ) -> Set<String> {
    // Ordering: what is tested; the message itself is relaxed.
    Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .relaxed)
        if let writer { scheduledFence(ordering: writer) }
        cells.y.store(1, ordering: store)
      },
      { cells in
        cells.registers[0] = cells.y.load(ordering: load)
        if let reader { scheduledFence(ordering: reader) }
        cells.registers[1] = cells.x.load(ordering: .relaxed)
      })
  }

  // Ordering (all below): what is tested.

  @Test("a flag released and acquired brings the message")
  func paired() {
    #expect(found(.releasing, .acquiring) == ["00", "01", "11"])
    #expect(found(.sequentiallyConsistent, .sequentiallyConsistent) == ["00", "01", "11"])
    #expect(found(.releasing, .sequentiallyConsistent) == ["00", "01", "11"])
  }

  @Test("a flag without one half may come before the message")
  func unpaired() {
    #expect(found(.relaxed, .relaxed).contains("10"))
    #expect(found(.releasing, .relaxed).contains("10"))
    #expect(found(.relaxed, .acquiring).contains("10"))
    #expect(found(.relaxed, .sequentiallyConsistent).contains("10"))
  }

  @Test("two fences do the same, one alone does not")
  func fences() {
    #expect(found(.relaxed, .relaxed, fencedBy: .releasing, .acquiring) == ["00", "01", "11"])
    #expect(found(.releasing, .relaxed, fencedBy: nil, .acquiring) == ["00", "01", "11"])
    #expect(found(.relaxed, .acquiring, fencedBy: .releasing, nil) == ["00", "01", "11"])
    #expect(found(.relaxed, .relaxed, fencedBy: .releasing, nil).contains("10"))
    #expect(found(.relaxed, .relaxed, fencedBy: nil, .acquiring).contains("10"))
    #expect(found(.relaxed, .relaxed, fencedBy: .acquiring, .releasing).contains("10"))
  }

  @Test("a release sequence goes on through relaxed updates of others, not through stores")
  func releaseSequence() {
    func found(_ middle: @escaping Litmus.Body) -> Set<String> {
      // Ordering: what is tested.
      Litmus.outcomes(
        registers: 3,
        { cells in
          cells.x.store(1, ordering: .relaxed)
          cells.y.store(1, ordering: .releasing)
        }, middle,
        { cells in
          cells.registers[1] = cells.y.load(ordering: .acquiring)
          cells.registers[2] = cells.x.load(ordering: .relaxed)
        })
    }
    let updated = found { $0.registers[0] = $0.y.wrappingAdd(1, ordering: .relaxed).oldValue }
    #expect(updated.contains("121") && !updated.contains("120"))
    let stored = found { $0.y.store(2, ordering: .relaxed) }
    #expect(stored.contains("020"))
  }

  @Test("since C++20 a relaxed store of the same thread ends the release sequence")
  func ownStore() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .relaxed)
        cells.y.store(1, ordering: .releasing)
        cells.y.store(2, ordering: .relaxed)
      },
      { cells in
        cells.registers[0] = cells.y.load(ordering: .acquiring)
        cells.registers[1] = cells.x.load(ordering: .relaxed)
      })
    #expect(found.contains("20") && !found.contains("10"))
  }

  @Test("a compare-and-exchange that fails acquires as its failing order says")
  func failedExchange() {
    // Ordering: what is tested.
    func found(_ failing: AtomicLoadOrdering) -> Set<String> {
      Litmus.outcomes(
        registers: 2,
        { cells in
          cells.x.store(1, ordering: .relaxed)
          cells.y.store(1, ordering: .releasing)
        },
        { cells in
          cells.registers[0] =
            cells.y.compareExchange(
              expected: 7, desired: 8, successOrdering: .sequentiallyConsistent,
              failureOrdering: failing
            ).original
          cells.registers[1] = cells.x.load(ordering: .relaxed)
        })
    }
    #expect(found(.acquiring) == ["00", "01", "11"])
    #expect(found(.relaxed) == ["00", "01", "10", "11"])
  }
}
