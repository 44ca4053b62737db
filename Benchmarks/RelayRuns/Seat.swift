// A customer's or an agent's connection, as small as a driver of thousands needs it.

import CPlatform
import Glibc

/// What came over a connection: an opcode and where its payload lies in the seat's buffer.
struct ReceivedFrame {
  let isText: Bool
  let payload: UnsafeRawBufferPointer
}

/// One connection with what has been read of it and not understood yet.
struct Seat {
  static let capacity = 8_192
  let descriptor: Int32
  private let buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
  private var start = 0
  private var end = 0
  /// The dialogue as the server numbers it, and the own party.
  var dialogue: UInt32 = 0
  var party: UInt8 = 0
  /// The code of the server's closing frame, once there is one.
  private(set) var closedWith: Int?
  /// The last sequence number written, and the last one read.
  var written: UInt32 = 0
  var read: UInt32 = 0

  /// Connects and shakes hands, blocking.
  init(port: UInt16, path: String, source: Int) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
    // One source address has no more than 28,232 ports, those of the last minute taken off; with
    // IP_BIND_ADDRESS_NO_PORT (24) the port is chosen for the pair of addresses.
    setsockopt(descriptor, Int32(IPPROTO_IP), 24, &one, 4)
    var from = Self.address(0x7F00_0001 + UInt32(source % 16), 0)
    var to = Self.address(0x7F00_0001, port)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen =
      withUnsafePointer(to: &from) { from in
        from.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
      } == 0
      && withUnsafePointer(to: &to) { to in
        to.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
      } == 0
    guard isOpen else { fail("cannot connect: \(errno)") }
    send(
      Array(
        ("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
          + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          + "Sec-WebSocket-Version: 13\r\n\r\n").utf8))
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
      var byte: UInt8 = 0
      guard Glibc.read(descriptor, &byte, 1) == 1, head.count < 2_000 else {
        fail("no answer to the handshake")
      }
      head.append(byte)
    }
    guard String(decoding: head, as: UTF8.self).contains(" 101 ") else { fail("not let in") }
  }

  private static func address(_ address: UInt32, _ port: UInt16) -> sockaddr_in {
    var made = sockaddr_in()
    made.sin_family = sa_family_t(AF_INET)
    made.sin_port = port.bigEndian
    made.sin_addr.s_addr = address.bigEndian
    return made
  }

  /// Sends all of it.
  func send(_ bytes: some Collection<UInt8>) {
    let sent: Void? = bytes.withContiguousStorageIfAvailable { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.send(
          descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset,
          Int32(MSG_NOSIGNAL))
        if count < 0 {
          guard errno == EAGAIN || errno == EINTR else { fail("cannot send: \(errno)") }
          continue
        }
        offset += count
      }
    }
    precondition(sent != nil, "bytes in one piece")
  }

  /// Sends a control message.
  func send(text: String) { send(Frame.text(text)) }

  /// Reads what is there; waits for something if the socket blocks. False: the other side ended.
  mutating func fill() -> Bool {
    if start > 0 {
      buffer.copyMemory(from: buffer + start, byteCount: end - start)
      (start, end) = (0, end - start)
    }
    let count = Glibc.read(descriptor, buffer + end, Self.capacity - end)
    if count < 0, errno == EAGAIN || errno == EINTR { return true }
    guard count > 0 else { return false }
    end += count
    return true
  }

  /// The next whole frame, valid until the next `fill`.
  mutating func next() -> ReceivedFrame? {
    guard end - start >= 2 else { return nil }
    var head = 2
    var length = Int(byte(at: start + 1) & 0x7F)
    if length == 126 {
      guard end - start >= 4 else { return nil }
      length = Int(byte(at: start + 2)) << 8 | Int(byte(at: start + 3))
      head = 4
    }
    guard end - start >= head + length else { return nil }
    let payload = UnsafeRawBufferPointer(start: buffer + start + head, count: length)
    let isText = byte(at: start) & 0xF == 1
    let isClosing = byte(at: start) & 0xF == 8
    start += head + length
    // The end of the connection follows.
    if isClosing {
      closedWith = payload.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      return nil
    }
    return ReceivedFrame(isText: isText, payload: payload)
  }

  /// Waits for a control message of a type; others are passed over.
  mutating func await(_ type: String) -> String {
    while true {
      while let frame = next() {
        guard frame.isText else { continue }
        let text = String(decoding: frame.payload, as: UTF8.self)
        if text.contains("\"type\":\"\(type)\"") { return text }
        if text.contains("\"type\":\"refused\"") { fail(text) }
      }
      guard fill() else { fail("the server ended before \(type)") }
    }
  }

  /// Waits until the dialogue has opened.
  mutating func awaitConnected() {
    let text = self.await("connected")
    guard let dialogue = Self.number("dialogue", in: text),
      let party = Self.number("party", in: text)
    else { fail("no numbers in \(text)") }
    self.dialogue = UInt32(dialogue)
    self.party = UInt8(party)
  }

  /// The value of a key at the top, in whatever order keys are.
  static func number(_ key: String, in text: String) -> Int? {
    var text = text[...]
    // `"party"` stands within the list of all parties too.
    if let list = text.firstRange(of: "\"parties\":["),
      let end = text[list.upperBound...].firstIndex(of: "]")
    {
      text = text[..<list.lowerBound] + text[end...]
    }
    guard let range = text.firstRange(of: "\"\(key)\":") else { return nil }
    return Int(text[range.upperBound...].prefix { $0.isNumber })
  }

  private func byte(at place: Int) -> UInt8 { buffer.load(fromByteOffset: place, as: UInt8.self) }

  func stopBlocking() { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
}

/// Ends the program with a sentence.
func fail(_ reason: String) -> Never {
  let line = Array("relay-runs: \(reason)\n".utf8)
  _ = Glibc.write(STDERR_FILENO, line, line.count)
  exit(1)
}
