// A request to open a WebSocket, read strictly: what two readers could take for two different
// things is refused; RFC 6455, section 4.2.1, RFC 9112.

/// A request that asks for a WebSocket, as places in the bytes that it was read from.
public struct UpgradeRequest {
  /// The path that is asked for, with its query.
  public let target: ByteRegion
  /// Who was asked.
  public let host: ByteRegion
  /// The page that asks; empty when it is no browser.
  public let origin: ByteRegion
  /// 24 characters that the answer refers to.
  public let key: ByteRegion
  /// What the proxy next to here wrote last into `X-Forwarded-For`; empty when nobody did.
  public let forwardedFor: ByteRegion

  /// Whether the path that is asked for is that one, whatever its query.
  public func asks(for path: StaticString) -> Bool {
    let length = path.utf8CodeUnitCount
    guard target.count >= length else { return false }
    for offset in 0..<length {
      // Safety: a constant of the program, as long as it says itself.
      guard unsafe target[offset] == path.utf8Start[offset] else { return false }
    }
    return target.count == length || target[length] == UInt8(ascii: "?")
  }

  /// What the first bytes of a connection say.
  public enum Reading {
    /// They are a whole request.
    case request(UpgradeRequest)
    /// They are the beginning of one.
    case incomplete
    /// They are not allowed, whatever follows.
    case refused(UpgradeFault)
  }

  /// Reads the head of a request; refused as soon as its bytes can be no good one.
  ///
  /// - Parameters:
  ///   - bytes: everything that has arrived.
  ///   - headBytes: the largest head.
  /// - Complexity: O(n) in the bytes, no allocation.
  public static func read(
    _ bytes: ByteRegion, headBytes: Int, origins: OriginRule
  ) -> Reading {
    var draft = Draft(nothing: bytes.part(from: 0, count: 0))
    do throws(UpgradeFault) {
      var start = 0
      var lineNumber = 0
      let within = bytes.part(from: 0, count: min(bytes.count, headBytes))
      while let end = try lineEnd(in: within, from: start, isFirst: lineNumber == 0) {
        let line = within.part(from: start, count: end - start)
        start = end + 2
        if lineNumber == 0 {
          try draft.readRequestLine(line)
        } else if line.count == 0 {
          guard start == bytes.count else { throw .earlyData }
          return .request(try draft.request(origins: origins))
        } else {
          try draft.readField(line)
        }
        lineNumber += 1
      }
      guard bytes.count < headBytes else { throw .headTooLarge }
      return .incomplete
    } catch {
      return .refused(error)
    }
  }

  /// Where a line that begins there ends, before its CR LF; nil if it goes on.
  private static func lineEnd(
    in bytes: ByteRegion, from start: Int, isFirst: Bool
  ) throws(UpgradeFault) -> Int? {
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\r") {
        guard offset + 1 < bytes.count else { return nil }
        guard bytes[offset + 1] == UInt8(ascii: "\n") else { throw .brokenLine }
        return offset
      }
      if isFirst, offset == start, !FieldLine.isToken(byte) { throw .notHTTP }
      guard byte >= 0x20 || byte == UInt8(ascii: "\t"), byte != 0x7F else { throw .brokenLine }
      offset += 1
    }
    return nil
  }
}

/// What was read of a request so far.
private struct Draft {
  var target: ByteRegion
  var host: ByteRegion?
  var origin: ByteRegion?
  var key: ByteRegion?
  var version: ByteRegion?
  var forwardedFor: ByteRegion
  var asksForWebSocket = false
  var asksForUpgrade = false
  let nothing: ByteRegion

  init(nothing: ByteRegion) {
    target = nothing
    forwardedFor = nothing
    self.nothing = nothing
  }

  /// `GET path HTTP/1.1`, one space between.
  mutating func readRequestLine(_ line: ByteRegion) throws(UpgradeFault) {
    var spaces: (first: Int, last: Int)?
    for offset in 0..<line.count where line[offset] == UInt8(ascii: " ") {
      spaces = (spaces?.first ?? offset, offset)
    }
    guard let spaces, spaces.first < spaces.last else { throw .notHTTP }
    let method = line.part(from: 0, count: spaces.first)
    let version = line.part(from: spaces.last + 1, count: line.count - spaces.last - 1)
    target = line.part(from: spaces.first + 1, count: spaces.last - spaces.first - 1)
    guard version.count == 8, FieldLine.equal(version.part(from: 0, count: 5), "http/") else {
      throw .notHTTP
    }
    guard method.count == 3, method[0] == 0x47, method[1] == 0x45, method[2] == 0x54 else {
      throw .method
    }
    guard version[0] == 0x48, FieldLine.equal(version, "http/1.1") else { throw .version }
    guard target.count > 0, target[0] == UInt8(ascii: "/") else { throw .target }
    for offset in 0..<target.count {
      // Visible ASCII, and no fragment.
      guard target[offset] > 0x20, target[offset] < 0x7F, target[offset] != UInt8(ascii: "#") else {
        throw .target
      }
    }
  }

  mutating func readField(_ line: ByteRegion) throws(UpgradeFault) {
    guard let field = FieldLine(line) else { throw .malformedField }
    if field.isNamed("host") {
      try keep(field.value, as: &host)
    } else if field.isNamed("origin") {
      try keep(field.value, as: &origin)
    } else if field.isNamed("sec-websocket-key") {
      try keep(field.value, as: &key)
    } else if field.isNamed("sec-websocket-version") {
      try keep(field.value, as: &version)
    } else if field.isNamed("upgrade") {
      asksForWebSocket = asksForWebSocket || field.lists("websocket")
    } else if field.isNamed("connection") {
      asksForUpgrade = asksForUpgrade || field.lists("upgrade")
    } else if field.isNamed("x-forwarded-for") {
      // Each proxy adds a word or a line behind what it was told: the last one is our neighbour's.
      forwardedFor = field.lastItem
    } else if field.isNamed("content-length") || field.isNamed("transfer-encoding") {
      throw .body
    }
  }

  private func keep(
    _ value: ByteRegion, as place: inout ByteRegion?
  ) throws(UpgradeFault) {
    guard place == nil else { throw .repeatedField }
    place = value
  }

  /// The request, all of whose lines were read.
  func request(origins: OriginRule) throws(UpgradeFault) -> UpgradeRequest {
    guard let host, host.count > 0 else { throw .noHost }
    guard asksForWebSocket, asksForUpgrade else { throw .notUpgrade }
    guard let version, FieldLine.equal(version, "13") else { throw .protocolVersion }
    guard let key, KeyAlphabet.isSixteenBytes(key) else { throw .key }
    if let origin, !origins.allows(origin) { throw .origin }
    return UpgradeRequest(
      target: target, host: host, origin: origin ?? nothing, key: key, forwardedFor: forwardedFor)
  }
}
