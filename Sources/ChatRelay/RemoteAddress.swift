// Who is at the other end of a connection: what the socket says, or what a proxy in front of the
// server says.

import Glibc
import WebSockets

/// An address of IPv4 or IPv6, and the port there.
public struct RemoteAddress: Hashable, Sendable, BitwiseCopyable, CustomStringConvertible {
  /// The sixteen bytes of IPv6, first part highest; IPv4 as `::ffff:a.b.c.d`, RFC 4291.
  private let high, low: UInt64
  /// 0 where nobody said which.
  public let port: UInt16

  /// What stands before the four bytes of an address of IPv4.
  private static let mapped: UInt64 = 0xFFFF_0000_0000

  /// An address of IPv4, the first part highest, and a port.
  public init(address: UInt32, port: UInt16) {
    high = 0
    low = Self.mapped | UInt64(address)
    self.port = port
  }

  /// The address in a proxy's words, `203.0.113.7` or `2001:db8::1`; nil if it is none.
  ///
  /// - Complexity: O(1), no allocation.
  init?(forwarded text: ByteRegion) {
    // The longest text of IPv6 has 45 characters.
    guard text.count > 0, text.count < Int(INET6_ADDRSTRLEN) else { return nil }
    var (four, six) = (in_addr(), in6_addr())
    // Safety: the copy has room for the text and the zero behind it, the results are variables of
    // this function, and all are used within the call alone.
    let family = unsafe withUnsafeTemporaryAllocation(
      of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)
    ) { copy -> Int32? in
      for offset in 0..<text.count {
        // A zero would end the text for the C library, whatever follows.
        guard text[offset] != 0 else { return nil }
        unsafe copy[offset] = CChar(bitPattern: text[offset])
      }
      unsafe copy[text.count] = 0
      if unsafe inet_pton(AF_INET, copy.baseAddress, &four) == 1 { return AF_INET }
      return unsafe inet_pton(AF_INET6, copy.baseAddress, &six) == 1 ? AF_INET6 : nil
    }
    port = 0
    switch family {
    case AF_INET?:
      high = 0
      low = Self.mapped | UInt64(UInt32(bigEndian: four.s_addr))
    case AF_INET6?:
      let words = unsafe withUnsafeBytes(of: &six) { bytes in
        unsafe (
          bytes.load(fromByteOffset: 0, as: UInt64.self),
          bytes.load(fromByteOffset: 8, as: UInt64.self)
        )
      }
      high = UInt64(bigEndian: words.0)
      low = UInt64(bigEndian: words.1)
    default: return nil
    }
  }

  /// The address alone: `127.0.0.1`, `2001:db8::1`.
  public var address: String { isFour ? four : six }

  private var isFour: Bool { high == 0 && low >> 32 == Self.mapped >> 32 }

  /// What connections are counted by: the address, of IPv6 its first 64 bits. One household has as
  /// many addresses as it likes behind those.
  var household: UInt64 { high == 0 ? low : high }

  /// `127.0.0.1:5000`, `[2001:db8::1]:5000`, without the port where none is known.
  public var description: String {
    if port == 0 { return address }
    return isFour ? "\(address):\(port)" : "[\(address)]:\(port)"
  }

  private var four: String {
    stride(from: UInt64(24), through: 0, by: -8).map { "\(low >> $0 & 0xFF)" }
      .joined(separator: ".")
  }

  private var six: String {
    var words = (high.bigEndian, low.bigEndian)
    // Safety: the room has as many bytes as the longest text and its zero.
    return unsafe String(unsafeUninitializedCapacity: Int(INET6_ADDRSTRLEN)) { room in
      unsafe room.withMemoryRebound(to: CChar.self) { text in
        guard
          unsafe inet_ntop(
            AF_INET6, &words, text.baseAddress, socklen_t(INET6_ADDRSTRLEN)) != nil,
          let start = text.baseAddress
        else { return 0 }
        return unsafe strlen(start)
      }
    }
  }
}
