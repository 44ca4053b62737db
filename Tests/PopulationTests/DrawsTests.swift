// Bits: frozen first draws, uniformity, independence of every part of the key.

import Testing

@testable import Population

@Suite struct DrawsTests {
  let key = StreamKey(seed: 1, replication: 0, name: "korean-computers")

  func deviates(_ count: Int, _ draws: (Int) -> Draws) -> [Double] {
    (0..<count).map {
      var one = draws($0)
      return one.uniform()
    }
  }

  @Test("the first draws of a key are what an independent program in Python found")
  func golden() {
    let expected: [(Int, Cause, Int, [UInt64])] = [
      (0, .arrival, 0, [0xc449_f504_e767_2c64, 0x1e47_3883_f293_8a39, 0x54db_2baf_c882_90ad]),
      (0, .patience, 0, [0x0b1b_736c_64a3_12f8, 0xb84f_8dea_b615_cd04, 0x4fc4_dbda_7357_4a37]),
      (1, .patience, 0, [0xcd13_2320_d935_e033, 0xeabf_1d3e_620d_16f3, 0x190e_dfcc_2354_add0]),
      (0, .patience, 1, [0x9fae_3ec3_2ce5_3ebd, 0x6c20_2d88_3098_c287, 0x16a7_5c50_8697_c5c7]),
      (123_456_789, .speaker, 3, [0x3cd2_77e5_bdc8_4758, 0x2af0_e228_2e43_c688]),
    ]
    for (ordinal, cause, attempt, bits) in expected {
      var draws = Draws(key, ordinal: ordinal, cause: cause, attempt: attempt)
      for value in bits { #expect(draws.next() == value) }
    }
  }

  @Test("a uniform draw is the middle of one of 2^52 equal pieces of the unit interval")
  func uniformGolden() {
    let expected = [0.04338761707607508, 0.8010732608028871, 0.9937540890687623]
    #expect(deviates(3) { Draws(key, ordinal: $0, cause: .patience, attempt: 0) } == expected)
  }

  @Test("no two causes share a number")
  func causes() {
    #expect(Set(Cause.allCases.map(\.rawValue)).count == Cause.allCases.count)
    #expect(Cause.arrival.rawValue == 1 && Cause.effort.rawValue == 5)
    #expect(Cause.speaker.rawValue == 20)
  }

  @Test("each byte of the bits is uniform", arguments: 0..<8)
  func bytes(place: Int) throws {
    var counts = [Int](repeating: 0, count: 256)
    for ordinal in 0..<2_000 {
      var draws = Draws(key, ordinal: ordinal, cause: .effort, attempt: 0)
      for _ in 0..<10 { counts[Int(draws.next() >> UInt64(8 * place) & 255)] += 1 }
    }
    let even = [Double](repeating: 1, count: 256)
    #expect(Sample.chiSquare(counts, expected: even) < 377.078)
  }

  @Test("first draws are uniform along every part of the key", arguments: 0..<4)
  func uniform(along part: Int) {
    let sample = Sample(
      values: deviates(20_000) { step in
        switch part {
        case 0: Draws(key, ordinal: step, cause: .effort, attempt: 0)
        case 1: Draws(key, ordinal: 7, cause: .effort, attempt: step)
        case 2:
          Draws(
            StreamKey(seed: 1, replication: step, name: "a"), ordinal: 0, cause: .effort, attempt: 0
          )
        default:
          Draws(
            StreamKey(seed: UInt64(step), replication: 0, name: "a"), ordinal: 0, cause: .effort,
            attempt: 0)
        }
      })
    #expect(sample.distance { $0 } < OnceInAMillion.distance)
  }

  @Test("the draws of a customer for two causes are uncorrelated, for all pairs of causes")
  func independentCauses() {
    let count = 4_000
    let byCause = Cause.allCases.map { cause in
      deviates(count) { Draws(key, ordinal: $0, cause: cause, attempt: 0) }
    }
    // 190 pairs: at 6 standard errors all of them pass but for once in 2.7 million.
    for first in byCause.indices {
      for second in 0..<first {
        let found = Sample.correlation(byCause[first], byCause[second])
        #expect(abs(found) * Double(count).squareRoot() < 6)
      }
    }
  }

  @Test("a customer's draws are uncorrelated with those of later customers and attempts")
  func independentNeighbours() {
    let count = 20_000
    let first = deviates(count) { Draws(key, ordinal: $0, cause: .effort, attempt: 0) }
    let attempt = deviates(count) { Draws(key, ordinal: $0, cause: .effort, attempt: 1) }
    for lag in [1, 2, 3, 8, 64, 1024] {
      let later = deviates(count) { Draws(key, ordinal: $0 + lag, cause: .effort, attempt: 0) }
      let found = Sample.correlation(first, later) * Double(count).squareRoot()
      #expect(abs(found) < OnceInAMillion.deviate)
    }
    let found = Sample.correlation(first, attempt) * Double(count).squareRoot()
    #expect(abs(found) < OnceInAMillion.deviate)
  }

  @Test("something happens as often as its probability says; 0 is never and 1 always")
  func happens() {
    let count = 50_000
    for probability in [0.0, 0.003, 0.2, 0.75, 1.0] {
      var draws = Draws(key, ordinal: 0, cause: .retry, attempt: 0)
      let found = Double((0..<count).filter { _ in draws.happens(probability) }.count)
      let deviation = (probability * (1 - probability) * Double(count)).squareRoot()
      #expect(abs(found - probability * Double(count)) <= OnceInAMillion.deviate * deviation)
    }
  }

  @Test("a choice among 10 takes each alike and no other")
  func below() {
    var draws = Draws(key, ordinal: 0, cause: .choice, attempt: 0)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<50_000 { counts[draws.below(10)] += 1 }
    #expect(Sample.chiSquare(counts, expected: Array(repeating: 1, count: 10)) < 44.811)
  }
}
