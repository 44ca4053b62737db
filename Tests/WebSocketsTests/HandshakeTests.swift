// Requests to open a WebSocket: the RFC's own, hostile ones, and what is answered.

import Testing

@testable import WebSockets

struct HandshakeTests {
  /// RFC 6455, section 1.2, without the subprotocols that nobody offers here.
  static let request = """
    GET /chat HTTP/1.1\r
    Host: server.example.com\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Origin: http://example.com\r
    Sec-WebSocket-Version: 13\r
    \r

    """

  /// What is wrong with a request, nil if nothing is.
  private func fault(
    _ text: String, origins: OriginRule = .any, headBytes: Int = 8_192
  ) -> UpgradeFault? {
    Buffer(text).withRegion { region in
      switch UpgradeRequest.read(region, headBytes: headBytes, origins: origins) {
      case .refused(let fault): return fault
      case .request: return nil
      case .incomplete:
        Issue.record("taken for incomplete: \(text)")
        return nil
      }
    }
  }

  private func changed(_ old: String, to new: String) -> String {
    #expect(Self.request.contains(old))
    return Self.request.replacing(old, with: new)
  }

  @Test("the RFC's request is taken, with its path, host, page and key")
  func example() throws {
    let answer = Buffer(count: UpgradeAnswer.mostBytes)
    let count = Buffer(Self.request).withRegion { region in
      let reading = UpgradeRequest.read(region, headBytes: 8_192, origins: .any)
      guard case .request(let request) = reading else { return 0 }
      #expect(request.target.text == "/chat")
      #expect(request.host.text == "server.example.com")
      #expect(request.origin.text == "http://example.com")
      return answer.withRegion { UpgradeAnswer.writeOpening(toKey: request.key, into: $0) }
    }
    // RFC 6455, section 1.3.
    let text = String(decoding: answer.bytes.prefix(count), as: UTF8.self)
    #expect(text.hasPrefix("HTTP/1.1 101 "))
    #expect(text.hasSuffix("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"))
  }

  @Test("every beginning of a request is incomplete, and nothing of it is refused")
  func beginnings() {
    let bytes = Array(Self.request.utf8)
    for count in 0..<bytes.count {
      Buffer(Array(bytes.prefix(count))).withRegion { region in
        let reading = UpgradeRequest.read(region, headBytes: 8_192, origins: .any)
        guard case .incomplete = reading else {
          Issue.record("\(count) bytes: \(reading)")
          return
        }
      }
    }
  }

  @Test(
    "what two readers could take for two things is refused",
    arguments: [
      ("Host: server.example.com\r\n", "", .noHost),
      ("Host: server", "Host: a\r\nHost: server", .repeatedField),
      ("Host: server", "Host : server", .malformedField),
      ("Host: server", " Host: server", .malformedField),
      ("Host: server.example.com\r\n", "Host: a\r\n folded\r\n", .malformedField),
      ("Host: server", "No colon\r\nHost: server", .malformedField),
      ("Host: server", ": nameless\r\nHost: server", .malformedField),
      ("Host: server.example.com\r\n", "Host: a\nX: b\r\n", .brokenLine),
      ("Host: server.example.com\r\n", "Host: a\rX: b\r\n", .brokenLine),
      ("Host: server", "X: \u{0}\r\nHost: server", .brokenLine),
      ("Origin: http", "Content-Length: 0\r\nOrigin: http", .body),
      ("Origin: http", "Transfer-Encoding: chunked\r\nOrigin: http", .body),
      ("Upgrade: websocket", "Upgrade: h2c", .notUpgrade),
      ("Connection: Upgrade", "Connection: keep-alive", .notUpgrade),
      ("Version: 13", "Version: 8", .protocolVersion),
      ("Version: 13\r\n", "Version: 13\r\nSec-WebSocket-Version: 13\r\n", .repeatedField),
      ("Key: dGhlIHNhbXBsZSBub25jZQ==", "Key: dGhlIHNhbXBsZQ==", .key),
      ("Key: dGhlIHNhbXBsZSBub25jZQ==", "Key: dGhlIHNhbXBsZSBub25jZR==", .key),
      ("GET /chat", "POST /chat", .method), ("GET /chat", "get /chat", .method),
      ("GET /chat", "GET http://server.example.com/", .target), ("GET /chat", "GET /a#b", .target),
      ("GET /chat", "GET /a b", .target), ("HTTP/1.1", "HTTP/1.0", .version),
      ("HTTP/1.1", "HTTP/2.0", .version), ("HTTP/1.1", "ICY/1.1x", .notHTTP),
      ("GET /chat HTTP/1.1", "GET /chat", .notHTTP), ("GET", "\u{16}\u{3}\u{1}", .notHTTP),
      ("GET", "\r\nGET", .notHTTP), ("13\r\n\r\n", "13\r\n\r\n\u{1}", .earlyData),
    ] as [(String, String, UpgradeFault)])
  func refused(old: String, new: String, expected: UpgradeFault) {
    #expect(fault(changed(old, to: new)) == expected)
  }

  @Test("names, words and lists are read whatever their case and their blanks")
  func tolerated() {
    #expect(fault(changed("Upgrade: websocket", to: "UPGRADE:\tWebSocket \t")) == nil)
    #expect(fault(changed("Connection: Upgrade", to: "connection:keep-alive ,  UPGRADE")) == nil)
    #expect(fault(changed("Origin: http://example.com\r\n", to: "")) == nil)
  }

  @Test("a head reaches its limit and no further, and is refused without its end")
  func large() {
    let count = Self.request.utf8.count
    #expect(fault(Self.request, headBytes: count) == nil)
    #expect(fault(Self.request, headBytes: count - 1) == .headTooLarge)
    #expect(fault("GET /" + String(repeating: "a", count: 100), headBytes: 100) == .headTooLarge)
  }

  @Test("pages that are not on the list may not connect, programs may")
  func origins() {
    let rule = OriginRule.only(["https://shop.example", "http://example.com"])
    #expect(fault(Self.request, origins: rule) == nil)
    #expect(fault(changed("Origin: http:", to: "Origin: https:"), origins: rule) == .origin)
    #expect(
      fault(changed("example.com\r\nSec", to: "example.com.evil\r\nSec"), origins: rule) == .origin)
    #expect(fault(changed("Origin: http://example.com\r\n", to: ""), origins: rule) == nil)
    #expect(fault(Self.request, origins: .only([])) == .origin)
  }

  @Test("every refusal is answered by HTTP with as many bytes as it says")
  func answers() throws {
    for fault in UpgradeFault.allCases {
      let buffer = Buffer(count: UpgradeAnswer.mostBytes)
      let count = buffer.withRegion { UpgradeAnswer.write(fault, into: $0) }
      let text = String(decoding: buffer.bytes.prefix(count), as: UTF8.self)
      let parts = text.split(separator: "\r\n\r\n")
      let head = try #require(parts.first)
      #expect(parts.count == 2)
      #expect(head.wholeMatch(of: /HTTP\/1\.1 [45]\d\d [A-Za-z ]+(\r\n[A-Za-z0-9-]+: .+)+/) != nil)
      #expect(head.contains("Content-Length: \(parts[1].utf8.count)"), "\(fault)")
      #expect(head.contains("Connection: close"))
    }
  }
}
