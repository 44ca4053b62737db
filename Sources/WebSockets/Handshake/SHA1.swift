// The hash that the handshake asks for; RFC 3174. It proves nothing and protects nothing: a server
// shows with it that it knows the protocol.

/// SHA-1 of short texts, without allocation.
enum SHA1 {
  /// The most bytes that are hashed here: two blocks with the end mark and the length.
  static let mostBytes = 119

  /// The hash in five words, the first byte highest.
  ///
  /// - Complexity: O(1), no allocation.
  static func hash(_ text: ByteRegion) -> InlineArray<5, UInt32> {
    precondition(text.count <= mostBytes, "only short texts are hashed here")
    var state: InlineArray<5, UInt32> = [
      0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0,
    ]
    let blocks = text.count < 56 ? 1 : 2
    for block in 0..<blocks {
      var words = InlineArray<80, UInt32>(repeating: 0)
      for index in 0..<64 {
        let byte = byte(block * 64 + index, of: text, blocks: blocks)
        words[index / 4] = words[index / 4] << 8 | UInt32(byte)
      }
      mix(&words, into: &state)
    }
    return state
  }

  /// A byte of the padded text: the text, a mark, zeros, and its length in bits.
  private static func byte(_ index: Int, of text: ByteRegion, blocks: Int) -> UInt8 {
    if index < text.count { return text[index] }
    if index == text.count { return 0x80 }
    let fromEnd = blocks * 64 - 1 - index
    return fromEnd < 8 ? UInt8(truncatingIfNeeded: (text.count * 8) >> (fromEnd * 8)) : 0
  }

  private static func mix(
    _ words: inout InlineArray<80, UInt32>, into state: inout InlineArray<5, UInt32>
  ) {
    for index in 16..<80 {
      words[index] = turned(
        words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (choice, constant): (UInt32, UInt32) =
        switch index / 20 {
        case 0: ((b & c) | (~b & d), 0x5A82_7999)
        case 1: (b ^ c ^ d, 0x6ED9_EBA1)
        case 2: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = turned(a, 5) &+ choice &+ e &+ words[index] &+ constant
      (e, d, c, b, a) = (d, c, turned(b, 30), a, next)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  private static func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word << count | word >> (32 &- count)
  }
}
