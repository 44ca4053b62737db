// Which agents stay away, and what that does not depend on.

import Testing

@testable import Population

@Suite struct AbsenceRuleTests {
  func present(_ name: String, _ absence: Double, replication: Int, _ count: Int) -> [Bool] {
    let rule = AbsenceRule(name, absence: absence, seed: 1, replication: replication)
    return (0..<count).map(rule.isPresent)
  }

  @Test("as many stay away as the probability says; at 0 nobody and at 1 everybody")
  func share() {
    let away = present("seoul", 0.05, replication: 0, 20_000).filter { !$0 }.count
    let deviation = (20_000 * 0.05 * 0.95).squareRoot()
    #expect(abs(Double(away) - 1_000) < OnceInAMillion.deviate * deviation)
    #expect(present("seoul", 0, replication: 0, 1_000).allSatisfy { $0 })
    #expect(present("seoul", 1, replication: 0, 1_000).allSatisfy { !$0 })
  }

  @Test("an agent's absence does not depend on how many there are, but on group and replication")
  func keyed() {
    let few = present("seoul", 0.5, replication: 0, 10)
    #expect(Array(present("seoul", 0.5, replication: 0, 100).prefix(10)) == few)
    #expect(present("osaka", 0.5, replication: 0, 64) != present("seoul", 0.5, replication: 0, 64))
    #expect(present("seoul", 0.5, replication: 1, 64) != present("seoul", 0.5, replication: 0, 64))
  }

  @Test("who stays away at 5 % stays away at 10 % too")
  func monotone() {
    let fewer = present("seoul", 0.05, replication: 2, 1_000)
    let more = present("seoul", 0.10, replication: 2, 1_000)
    #expect(zip(fewer, more).allSatisfy { $0 || !$1 })
  }
}
