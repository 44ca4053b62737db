// `sangdam serve`, as a stranger runs it: the line when it is ready, the counts when it stops, what
// is refused.

import Foundation
import Testing

@Suite(.serialized)
struct ServeTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// The port of the line that says it is ready, waited for at most half a minute.
  private func port(of line: String = "out-1") async throws -> UInt16 {
    for _ in 0..<3_000 {
      let text = try folder.text(line)
      if let match = text.wholeMatch(of: /ready echo=ws:\/\/127\.0\.0\.1:(\d+)\/\n/) {
        return try #require(UInt16(match.1))
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("not ready: \(try folder.text(line))")
    return 0
  }

  /// The counts on standard error.
  private func counts(_ ending: Ending) -> [String: Double] {
    let pairs = ending.complaint.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      return words.count == 2 ? (String(words[0]), Double(words[1]) ?? -1) : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }

  @Test("it says where it is, echoes, stops in order, and allocated and copied nothing")
  func echo() async throws {
    let server = try Program.start(["serve", "--echo", "--port", "0"], in: folder)
    let client = try EchoClient(port: try await port())
    let messages = 500
    for number in 0..<messages { try client.exchange("message \(number)") }
    server.send(SIGTERM)
    #expect(try client.closing() == 1001)
    let ending = try server.wait()
    #expect(ending.code == 0, "\(ending.complaint)")
    let counts = counts(ending)
    #expect(counts["messages"] == Double(messages))
    #expect(counts["bytes_copied"] == 0)
    #if DEBUG
      // Unoptimised code allocates when it opens and closes, but not for a message.
      #expect((counts["allocations"] ?? 999) < 100)
    #else
      #expect(counts["allocations"] == 0)
    #endif
    #expect((counts["system_calls_per_message"] ?? 99) < 4)
    #expect(counts["connections"] == 0)
  }

  @Test("a port that is taken is exit code 3, and says so")
  func taken() async throws {
    let server = try Program.start(["serve", "--echo", "127.0.0.1:0"], in: folder)
    let port = try await port()
    let second = try Program.run("serve", "--echo", "--port", "\(port)", in: folder)
    #expect(second.code == 3)
    #expect(second.complaint.contains("cannot listen on 127.0.0.1:\(port)"))
    server.send(SIGINT)
    #expect(try server.wait().code == 0)
  }

  @Test(
    "what it cannot do is exit code 2, with what it can",
    arguments: [
      (["serve"], "a scenario"), (["serve", "s.yaml"], "no such file"),
      (["serve", "--echo", "--loops", "0"], "1 to 64"),
      (["serve", "--echo", "nowhere"], "nowhere"), (["serve", "--echo", "1.2.3.256"], "1.2.3.256"),
      (["serve", "--echo", "127.0.0.1:70000"], "70000"),
      (["serve", "--echo", "127.0.0.1:9001", "--port", "2"], "leave --port out"),
      (["serve", "--echo", "--frame-bytes", "10"], "--frame-bytes is 10"),
      (["serve", "--echo", "--idle-seconds", "0"], "--idle-seconds is 0"),
      (
        ["serve", "--echo", "--connections-per-address", "1000001"], "--connections-per-address is"
      ),
      (["serve", "--echo", "--controls-at-once", "0"], "--controls-at-once is 0"),
      (["serve", "--echo", "--socket-bytes", "100"], "--socket-bytes is 100"),
      (["serve", "s.yaml", "--first-message-seconds", "0"], "--first-message-seconds is 0"),
      (["serve", "s.yaml", "--customers", "0"], "--customers is 0"),
      (["serve", "s.yaml", "--page-connections", "0"], "--page-connections is 0"),
      (["serve", "s.yaml", "--page-idle-seconds", "0"], "--page-idle-seconds is 0"),
      (["serve", "s.yaml", "--log-level", "loud"], "loud"),
    ])
  func usage(arguments: [String], words: String) throws {
    let ending = try Program.run(arguments, input: [], in: folder)
    #expect(ending.code == 2)
    #expect(ending.complaint.contains(words), "\(ending.complaint)")
    #expect(ending.output.isEmpty)
  }
}

/// The least that a client of the echo needs.
private final class EchoClient {
  private let descriptor: Int32

  init(port: UInt16) throws {
    // The programs that other tests start must not hold it open.
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    // Safety: the address is a variable of this function.
    let code = unsafe withUnsafePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(code == 0)
    let key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    let head = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    try send(Array((head + key).utf8))
    let answer = try take(129)
    try #require(String(decoding: answer, as: UTF8.self).hasSuffix("+xOo=\r\n\r\n"))
  }

  deinit { close(descriptor) }

  /// Sends a short text and expects it back.
  func exchange(_ text: String) throws {
    let bytes = Array(text.utf8)
    try send(
      [0x81, 0x80 | UInt8(bytes.count), 1, 2, 3, 4]
        + zip(bytes, 0...).map { byte, place in
          byte ^ UInt8(place % 4 + 1)
        })
    #expect(try take(bytes.count + 2) == [0x81, UInt8(bytes.count)] + bytes)
  }

  /// The code of the close frame that comes next, which is answered.
  func closing() throws -> Int {
    let frame = try take(4)
    try send([0x88, 0x82, 0, 0, 0, 0, frame[2], frame[3]])
    return Int(frame[2]) << 8 | Int(frame[3])
  }

  private func send(_ bytes: [UInt8]) throws {
    // Safety: the bytes live for the length of the call.
    let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    try #require(count == bytes.count)
  }

  private func take(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var taken = 0
    while taken < count {
      // Safety: as above, for what is left of them.
      let more = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress?.advanced(by: taken), count - taken)
      }
      try #require(more > 0)
      taken += more
    }
    return bytes
  }
}
