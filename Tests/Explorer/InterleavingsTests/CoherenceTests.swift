// Several readers and writers: coherence of one word, agreement on the order of two, atomicity.
// What is allowed is the C++20 standard's [intro.races] and [atomics.order]; the names are those
// of Alglave, Maranget and Tautschnig, Herding Cats (2014).

import Interleavings
import Synchronization
import Testing

struct CoherenceTests {
  @Test("nobody sees one word go back")
  func readRead() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.x.store(1, ordering: .relaxed)
        cells.x.store(2, ordering: .relaxed)
      },
      { cells in
        cells.registers[0] = cells.x.load(ordering: .relaxed)
        cells.registers[1] = cells.x.load(ordering: .relaxed)
      })
    #expect(found == ["00", "01", "02", "11", "12", "22"])
  }

  @Test("two readers agree on the order of two writers of one word")
  func agreement() {
    // Ordering: what is tested.
    let reader = { (first: Int) in
      { (cells: Cells) in
        cells.registers[first] = cells.x.load(ordering: .relaxed)
        cells.registers[first + 1] = cells.x.load(ordering: .relaxed)
      }
    }
    let found = Litmus.outcomes(
      registers: 4, { $0.x.store(1, ordering: .relaxed) }, { $0.x.store(2, ordering: .relaxed) },
      reader(0), reader(2))
    #expect(found.contains("1212") && found.contains("2121"))
    #expect(!found.contains("1221") && !found.contains("2112"))
  }

  @Test("a writer does not read past its own store")
  func ownStore() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 1, words: 1,
      { cells in
        cells.x.store(1, ordering: .relaxed)
        cells.registers[0] = cells.x.load(ordering: .relaxed)
      }, { $0.x.store(2, ordering: .relaxed) })
    #expect(found == ["11", "12", "22"])
  }

  @Test("2+2W: relaxed stores to two words may end in the order of neither thread")
  func twoPlusTwoWrites() {
    // Ordering: what is tested.
    func found(_ order: AtomicStoreOrdering) -> Set<String> {
      Litmus.outcomes(
        registers: 0, words: 2,
        { cells in
          cells.x.store(1, ordering: order)
          cells.y.store(2, ordering: order)
        },
        { cells in
          cells.y.store(1, ordering: order)
          cells.x.store(2, ordering: order)
        })
    }
    #expect(found(.relaxed) == ["11", "12", "21", "22"])
    #expect(found(.sequentiallyConsistent) == ["12", "21", "22"])
  }

  @Test("IRIW: only sequential consistency makes readers agree on two words")
  func independentWriters() {
    // Ordering: what is tested.
    func found(_ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering, fenced: Bool = false)
      -> Set<String>
    {
      let reader = { (first: Int) in
        { (cells: Cells) in
          let (one, other) = first == 0 ? (cells.x, cells.y) : (cells.y, cells.x)
          cells.registers[first] = one.load(ordering: load)
          if fenced { scheduledFence(ordering: .sequentiallyConsistent) }
          cells.registers[first + 1] = other.load(ordering: load)
        }
      }
      return Litmus.outcomes(
        registers: 4, { $0.x.store(1, ordering: store) }, { $0.y.store(1, ordering: store) },
        reader(0), reader(2))
    }
    #expect(found(.releasing, .acquiring).contains("1010"))
    #expect(found(.sequentiallyConsistent, .sequentiallyConsistent).count == 15)
    #expect(!found(.sequentiallyConsistent, .sequentiallyConsistent).contains("1010"))
    #expect(!found(.relaxed, .relaxed, fenced: true).contains("1010"))
  }

  @Test("WRC: what is passed on by release and acquire is passed on whole")
  func causality() {
    // Ordering: what is tested.
    func found(_ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering) -> Set<String> {
      Litmus.outcomes(
        registers: 3, { $0.x.store(1, ordering: .relaxed) },
        { cells in
          cells.registers[0] = cells.x.load(ordering: load)
          cells.y.store(1, ordering: store)
        },
        { cells in
          cells.registers[1] = cells.y.load(ordering: load)
          cells.registers[2] = cells.x.load(ordering: .relaxed)
        })
    }
    #expect(!found(.releasing, .acquiring).contains("110"))
    #expect(found(.relaxed, .relaxed).contains("110"))
  }

  @Test("R: a store that comes second is seen by the sequentially consistent only")
  func storeThenRead() {
    // Ordering: what is tested.
    func found(_ store: AtomicStoreOrdering, _ load: AtomicLoadOrdering) -> Set<String> {
      Litmus.outcomes(
        registers: 1, words: 2,
        { cells in
          cells.x.store(1, ordering: store)
          cells.y.store(1, ordering: store)
        },
        { cells in
          cells.y.store(2, ordering: store)
          cells.registers[0] = cells.x.load(ordering: load)
        })
    }
    #expect(found(.releasing, .acquiring).contains("012"))
    #expect(found(.sequentiallyConsistent, .sequentiallyConsistent) == ["011", "111", "112"])
  }

  @Test("relaxed updates are atomic: none is lost, no two see the same value")
  func updates() {
    // Ordering: what is tested.
    let add = { (register: Int) in
      { (cells: Cells) in
        cells.registers[register] = cells.x.wrappingAdd(1, ordering: .relaxed).oldValue
      }
    }
    let found = Litmus.outcomes(registers: 3, words: 1, add(0), add(1), add(2))
    #expect(found == ["0123", "0213", "1023", "1203", "2013", "2103"])
  }

  @Test("of two compare-and-exchanges one wins")
  func exchanges() {
    // Ordering: what is tested.
    let take = { (register: Int) in
      { (cells: Cells) in
        let claim = cells.x.compareExchange(expected: 0, desired: 1, ordering: .relaxed)
        cells.registers[register] = claim.exchanged ? 1 : 0
      }
    }
    #expect(Litmus.outcomes(registers: 2, words: 1, take(0), take(1)) == ["011", "101"])
  }

  @Test("reads from the future are not modelled: the stated limit")
  func loadBuffering() {
    // Ordering: what is tested.
    let found = Litmus.outcomes(
      registers: 2,
      { cells in
        cells.registers[0] = cells.x.load(ordering: .relaxed)
        cells.y.store(1, ordering: .relaxed)
      },
      { cells in
        cells.registers[1] = cells.y.load(ordering: .relaxed)
        cells.x.store(1, ordering: .relaxed)
      })
    #expect(found == ["00", "01", "10"])
  }
}
