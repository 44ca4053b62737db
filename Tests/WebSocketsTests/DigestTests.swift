// The handshake's arithmetic against published examples.

import Testing

@testable import WebSockets

struct DigestTests {
  @Test(
    "SHA-1 of the published examples, over one block and two",
    arguments: [
      // RFC 3174, section 7.3, and FIPS 180.
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
      ),
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      // By sha1sum: as long as one block holds, one more, and the most that is hashed here.
      (String(repeating: "a", count: 55), "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
      (String(repeating: "a", count: 56), "c2db330f6083854c99d4b5bfb6e8f29f201be699"),
      (String(repeating: "a", count: 64), "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
      (String(repeating: "a", count: 119), "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
    ])
  func hashes(text: String, expected: String) {
    let hash = Buffer(text).withRegion(SHA1.hash)
    let digits = (0..<5).map { index in
      let word = String(hash[index], radix: 16)
      return String(repeating: "0", count: 8 - word.count) + word
    }
    #expect(digits.joined() == expected)
  }

  @Test("all 64 characters stand for their values, in the order of RFC 4648")
  func alphabet() {
    let order = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, character) in order.utf8.enumerated() {
      #expect(KeyAlphabet.character(of: UInt8(value)) == character)
      #expect(KeyAlphabet.value(of: character) == UInt8(value))
    }
    let others = (UInt8.min...UInt8.max).filter { !order.utf8.contains($0) }
    #expect(others.allSatisfy { KeyAlphabet.value(of: $0) == nil })
  }
}
