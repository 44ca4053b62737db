// SHA-256 as FIPS 180-4 defines it; for naming a plan by its contents, not for secrets.

/// The hash of a sequence of bytes, taken in parts.
package struct SHA256 {
  private var state: InlineArray<8, UInt32> = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  /// The bytes that are not hashed yet: the first `held` of these.
  private var block = InlineArray<64, UInt8>(repeating: 0)
  private var held = 0
  private var length: UInt64 = 0

  /// The hash of nothing yet.
  package init() {}

  /// Takes more bytes.
  ///
  /// - Complexity: O(bytes), no allocation.
  package mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      block[held] = byte
      held += 1
      length += 8
      if held == 64 { compress() }
    }
  }

  /// The hash, 64 hexadecimal digits in lower case.
  package consuming func hexadecimal() -> String {
    let bits = length
    update(CollectionOfOne(0x80))
    while held != 56 { update(CollectionOfOne(0)) }
    update((0..<8).lazy.map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) })
    var text = ""
    for i in state.indices {
      let digits = String(state[i], radix: 16)
      text += String(repeating: "0", count: 8 - digits.count) + digits
    }
    return text
  }

  /// Takes the full block into the state, and empties it.
  private mutating func compress() {
    let schedule = schedule()
    var h = state
    for i in 0..<64 {
      let sum1 = Self.rotate(h[4], 6) ^ Self.rotate(h[4], 11) ^ Self.rotate(h[4], 25)
      let choice = h[4] & h[5] ^ ~h[4] & h[6]
      let first = h[7] &+ sum1 &+ choice &+ Self.constants[i] &+ schedule[i]
      let sum0 = Self.rotate(h[0], 2) ^ Self.rotate(h[0], 13) ^ Self.rotate(h[0], 22)
      let majority = h[0] & h[1] ^ h[0] & h[2] ^ h[1] & h[2]
      h = [first &+ sum0 &+ majority, h[0], h[1], h[2], h[3] &+ first, h[4], h[5], h[6]]
    }
    for i in 0..<8 { state[i] &+= h[i] }
    held = 0
  }

  /// The 64 words of the block's rounds: its own sixteen, then mixtures of those before.
  private func schedule() -> InlineArray<64, UInt32> {
    var words = InlineArray<64, UInt32>(repeating: 0)
    for i in 0..<64 { words[i / 4] = words[i / 4] << 8 | UInt32(block[i]) }
    for i in 16..<64 {
      let a = words[i - 15]
      let b = words[i - 2]
      let first = Self.rotate(a, 7) ^ Self.rotate(a, 18) ^ a >> 3
      let second = Self.rotate(b, 17) ^ Self.rotate(b, 19) ^ b >> 10
      words[i] = words[i - 16] &+ first &+ words[i - 7] &+ second
    }
    return words
  }

  private static func rotate(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: InlineArray<64, UInt32> = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
