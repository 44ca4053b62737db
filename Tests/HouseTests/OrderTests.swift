// The orders of the shared words are those that the protocol of two sides needs.

import Testing

struct OrderTests {
  /// A load that runs before an earlier read-modify-write with a weaker order is a read from the
  /// future, which the explorer does not model (docs/explorer.md): here a rule stands for it.
  @Test("every operation on shared words is sequentially consistent, but a store that releases")
  func orders() {
    let lines = Repository.text("Sources/Rings/AtomicMemory.swift").code
    let orders = lines.filter { $0.contains("ordering:") }.map { line in
      line.contains(".store(value")
        ? line.contains("ordering: .releasing)")
        : line.contains("ordering: .sequentiallyConsistent")
    }
    #expect(orders.count == 6)
    #expect(orders.allSatisfy { $0 })
  }
}
