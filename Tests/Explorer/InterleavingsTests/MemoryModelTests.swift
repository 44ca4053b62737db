// The model of memory against the axioms of the standard.

import Interleavings
import Testing

struct MemoryModelTests {
  @Test("programs of mixed orders have the outcomes that the axioms allow, no other")
  func axioms() {
    var weak = 0
    for seed in 1...(ExploredDay.isLong ? 20_000 : 1_500) as ClosedRange<UInt64> {
      let program = OrderedProgram(seed: seed)
      let found = program.found()
      let allowed = AxiomaticOutcomes(program).outcomes
      #expect(
        found == allowed,
        """
        seed \(seed): \(program)
        only found \(found.subtracting(allowed)), only allowed \(allowed.subtracting(found))
        """)
      weak += allowed.count > 3 ? 1 : 0
    }
    #expect(weak > 1_000)
  }
}
