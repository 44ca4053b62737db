// Memory that tests lay their bytes in, and clients' frames made the slow and obvious way.

@testable import WebSockets

/// A block of bytes of exactly the asked size: what reaches past it, a sanitizer sees.
///
/// A region does not keep it alive: `withRegion` does.
@safe final class Buffer {
  private let region: ByteRegion

  init(_ bytes: [UInt8]) {
    // Safety: allocated here for as many bytes, freed in `deinit`.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
    for (offset, byte) in bytes.enumerated() {
      unsafe memory.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }
    region = unsafe ByteRegion(start: memory, count: bytes.count)
  }

  convenience init(_ text: String) { self.init(Array(text.utf8)) }

  convenience init(count: Int) { self.init([UInt8](repeating: 0, count: count)) }

  deinit {
    // Safety: allocated in `init`.
    unsafe region.start.deallocate()
  }

  /// Hands the bytes out for as long as the call lasts.
  func withRegion<Outcome>(_ body: (ByteRegion) throws -> Outcome) rethrows -> Outcome {
    defer { withExtendedLifetime(self) {} }
    return try body(region)
  }

  var bytes: [UInt8] { withRegion { $0.bytes } }
}

extension ByteRegion {
  /// A copy of the bytes.
  var bytes: [UInt8] { (0..<count).map { self[$0] } }

  /// The bytes as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A frame as a client sends it, made byte by byte.
struct ClientFrame {
  var isFinal = true
  var opcode: UInt8
  var payload: [UInt8]
  var mask: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]

  init(_ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true) {
    self.opcode = opcode.rawValue
    self.payload = payload
    self.isFinal = isFinal
  }

  init(_ opcode: Opcode, _ text: String, isFinal: Bool = true) {
    self.init(opcode, Array(text.utf8), isFinal: isFinal)
  }

  var bytes: [UInt8] {
    var bytes = [opcode | (isFinal ? 0x80 : 0)]
    let count = payload.count
    if count <= 125 {
      bytes.append(0x80 | UInt8(count))
    } else {
      let width = count <= 65_535 ? 2 : 8
      bytes.append(width == 2 ? 0xFE : 0xFF)
      for place in (0..<width).reversed() { bytes.append(UInt8(count >> (8 * place) & 0xFF)) }
    }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
  }
}
