// Keys of streams: frozen values, and no two names, seeds or replications alike.

import Testing

@testable import Population

@Suite struct StreamKeyTests {
  @Test("keys are what an independent program in Python found")
  func golden() {
    let expected: [(UInt64, Int, String, UInt64)] = [
      (0, 0, "", 0x2382_75bc_38fc_be91),
      (1, 0, "a", 0x64c1_c009_ae3d_a59c),
      (1, 1, "a", 0x3f14_aaad_1ed0_467f),
      (2, 0, "a", 0x3546_fd94_410d_bce8),
      (1, 0, "korean-computers", 0x1b93_c489_90d9_8e0a),
      (.max, 19, "상담", 0xcaea_ec1c_5e08_39fa),
    ]
    for (seed, replication, name, bits) in expected {
      #expect(StreamKey(seed: seed, replication: replication, name: name).bits == bits)
    }
  }

  @Test("names of any length, replications and seeds give keys of their own")
  func distinct() {
    var keys: Set<StreamKey> = []
    for length in 0..<200 {
      let zeros = String(repeating: "\0", count: length)
      keys.insert(StreamKey(seed: 1, replication: 0, name: zeros))
    }
    for number in 0..<5_000 {
      keys.insert(StreamKey(seed: 1, replication: 0, name: "stream-\(number)"))
      keys.insert(StreamKey(seed: 1, replication: number + 1, name: "a"))
      keys.insert(StreamKey(seed: UInt64(number) + 2, replication: 0, name: "a"))
    }
    #expect(keys.count == 15_200)
  }

  @Test("one changed bit of the seed changes half of the key's bits")
  func avalanche() {
    let plain = StreamKey(seed: 42, replication: 3, name: "seoul").bits
    var changed = 0
    for bit in 0..<64 {
      let other = StreamKey(seed: 42 ^ 1 << UInt64(bit), replication: 3, name: "seoul").bits
      changed += (plain ^ other).nonzeroBitCount
    }
    // 4,096 fair coins: standard deviation 32.
    #expect(abs(Double(changed) - 2_048) < 32 * OnceInAMillion.deviate)
  }
}
