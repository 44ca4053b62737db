// A server on a port of its own, and requests to it byte by byte.

import Consulting
import Foundation
import InformationServer
import Scenarios

/// What a server said.
struct Reply: Sendable {
  var status: Int
  /// Names in lower case.
  var fields: [String: String]
  var content: [UInt8]

  var text: String { String(decoding: content, as: UTF8.self) }

  /// The reply in those bytes; nil if they are none.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
    self.status = status
    fields = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      fields[parts[0].lowercased()] =
        parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
    }
    content = Array(bytes[end.upperBound...])
  }
}

/// A running server and who visits it.
struct Visit: Sendable {
  static let consult = "ws://127.0.0.1:7000"

  let pages: SitePages
  let server: SiteServer

  init(
    _ pages: SitePages, files: WebFiles = WebFiles(), limits: SiteLimits = SiteLimits(),
    port: UInt16 = 0, metrics: @escaping @Sendable () -> [ServerMetric] = { [] }
  ) async throws {
    self.pages = pages
    server = try await SiteServer.start(
      Self.content(pages, files, metrics), address: 0x7F00_0001, port: port, limits: limits)
  }

  static func content(
    _ pages: SitePages, _ files: WebFiles = WebFiles(),
    _ metrics: @escaping @Sendable () -> [ServerMetric] = { [] }
  ) throws -> SiteContent {
    guard let consult = ConsultAddress(Self.consult) else { throw Failure.address }
    return SiteContent(pages: pages, consult: consult, files: files, metrics: metrics)
  }

  init(_ plan: Plan) async throws { try await self.init(SitePages(plan)) }

  enum Failure: Error { case address, socket(Int32), noReply([UInt8]) }

  func end() async { await server.stop() }

  func get(_ target: String, _ fields: String...) async throws -> Reply {
    try await ask("GET", target, fields)
  }

  func ask(_ method: String, _ target: String, _ fields: [String] = []) async throws -> Reply {
    let head =
      (["\(method) \(target) HTTP/1.1", "Host: test", "Connection: close"] + fields)
      .joined(separator: "\r\n") + "\r\n\r\n"
    let bytes = try await exchange(Array(head.utf8))
    guard let reply = Reply(bytes) else { throw Failure.noReply(bytes) }
    return reply
  }

  /// Sends bytes on a connection and reads until the server closes it, on a thread of its own.
  ///
  /// - Parameters:
  ///   - pauseMilliseconds: between byte and byte; nil sends them all at once.
  ///   - isLast: says that nothing more will come.
  func exchange(
    _ request: [UInt8], pauseMilliseconds: UInt32? = nil, isLast: Bool = false
  ) async throws -> [UInt8] {
    let port = server.port
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { try Self.exchange(request, pauseMilliseconds, isLast, port: port) })
      }
    }
  }

  private static func exchange(
    _ request: [UInt8], _ pauseMilliseconds: UInt32?, _ isLast: Bool, port: UInt16
  ) throws -> [UInt8] {
    let descriptor = try connected(to: port)
    defer { close(descriptor) }
    if let pauseMilliseconds {
      for byte in request where send([byte], descriptor) { usleep(pauseMilliseconds * 1_000) }
    } else {
      guard send(request, descriptor) else { throw Failure.socket(errno) }
    }
    if isLast { shutdown(descriptor, Int32(SHUT_WR)) }
    var reply: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      // Safety: the call stays within the array that it is given.
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      guard count > 0 else { return reply }
      reply += buffer[..<count]
    }
  }

  private static func connected(to port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure.socket(errno) }
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = port.bigEndian
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    // Safety: the address is a local, of the size that is given, for the length of the call.
    let result = unsafe withUnsafePointer(to: &place) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    let code = errno
    guard result == 0 else {
      close(descriptor)
      throw Failure.socket(code)
    }
    return descriptor
  }

  /// Whether all of it was sent.
  private static func send(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    // Safety: the call stays within the array that it is given.
    let sent = unsafe bytes.withUnsafeBytes {
      unsafe Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    return sent == bytes.count
  }
}
