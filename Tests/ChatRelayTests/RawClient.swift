// A client that owes the relay nothing: plain sockets, frames made byte by byte.

import Glibc

/// A connection to a port of this machine.
final class RawClient {
  /// The system refused, or nothing came in time.
  enum Fault: Error { case refused(Int32), late, ended }

  /// A frame as it came from the server.
  struct Frame: Equatable, CustomStringConvertible {
    let first: UInt8
    let payload: [UInt8]

    var opcode: UInt8 { first & 0x0F }
    /// The code of a close frame.
    var code: Int? {
      opcode == 8 && payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil
    }
    var description: String { "\(first) \(payload.prefix(20)) of \(payload.count)" }
  }

  private let descriptor: Int32
  private var isOpen = true
  private var pending: [UInt8] = []

  /// Connects; nothing is sent yet.
  init(port: UInt16) throws {
    // A program that another test starts meanwhile must not hold it open.
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var one: Int32 = 1
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var limit = timeval(tv_sec: 10, tv_usec: 0)
    // Safety: all results and arguments are variables of this function, with their sizes.
    unsafe setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let code = unsafe withUnsafePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Fault.refused(errno) }
  }

  deinit { leave() }

  static let request = request(for: "/")

  static func request(for path: String) -> String {
    """
    GET \(path) HTTP/1.1\r
    Host: 127.0.0.1\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Sec-WebSocket-Version: 13\r
    \r

    """
  }

  /// A frame as a client sends it.
  static func frame(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
    let mask: [UInt8] = [0x12, 0xF3, 0x00, 0x9B]
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

  static func frame(_ opcode: UInt8, _ text: String) -> [UInt8] { frame(opcode, Array(text.utf8)) }

  /// Sends all bytes, waiting as long as it takes.
  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count { sent += try sendSome(bytes[sent...], flags: 0) ?? 0 }
  }

  /// Sends what the connection takes at once; nil when it takes nothing.
  func sendSome(_ bytes: ArraySlice<UInt8>, flags: Int32 = Int32(MSG_DONTWAIT)) throws
    -> Int?
  {
    // Safety: the bytes live for the length of the call.
    let count = unsafe bytes.withUnsafeBytes { buffer in
      unsafe Glibc.send(
        descriptor, buffer.baseAddress, buffer.count, flags | Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return count }
    guard errno == EAGAIN else { throw Fault.ended }
    return nil
  }

  /// The next frame, within ten seconds.
  func frame() throws -> Frame {
    let head = try take(2)
    var count = Int(head[1])
    if count >= 126 {
      count = try take(count == 126 ? 2 : 8).reduce(0) { $0 << 8 | Int($1) }
    }
    return Frame(first: head[0], payload: try take(count))
  }

  /// The head of an answer of HTTP.
  func head() throws -> String {
    var text: [UInt8] = []
    while !text.suffix(4).elementsEqual("\r\n\r\n".utf8) { text += try take(1) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Everything until the other side ends.
  func rest() throws -> [UInt8] {
    while try fill() {}
    defer { pending = [] }
    return pending
  }

  /// Ends the connection at once.
  func leave() {
    if isOpen { close(descriptor) }
    isOpen = false
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while pending.count < count {
      guard try fill() else { throw Fault.ended }
    }
    defer { pending.removeFirst(count) }
    return Array(pending.prefix(count))
  }

  /// Reads what has come; false when the other side has ended.
  private func fill() throws -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    // Safety: the buffer lives for the length of the call.
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
    }
    if count > 0 { pending += bytes.prefix(count) }
    guard count >= 0 else {
      if errno == ECONNRESET { return false }
      throw Fault.late
    }
    return count > 0
  }
}
