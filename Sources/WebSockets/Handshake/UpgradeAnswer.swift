// What is answered to a request to open a WebSocket; RFC 6455, section 4.2.2.

/// Answers, written into a buffer.
public enum UpgradeAnswer {
  /// Room that every answer fits into.
  public static let mostBytes = 512

  /// Writes the answer that opens the connection, with no extension and no subprotocol.
  ///
  /// - Returns: its length in bytes.
  /// - Complexity: O(1), no allocation.
  public static func writeOpening(toKey key: ByteRegion, into region: ByteRegion) -> Int {
    var text = ByteWriter(region)
    text.write(key)
    text.write("258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
    let hash = SHA1.hash(region.part(from: 0, count: text.count))
    var answer = ByteWriter(region)
    answer.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
    answer.write("Sec-WebSocket-Accept: ")
    KeyAlphabet.write(hash, with: &answer)
    answer.write("\r\n\r\n")
    return answer.count
  }

  /// Writes the answer that says what is wrong; the connection is closed after it.
  ///
  /// - Returns: its length in bytes.
  /// - Complexity: O(1), no allocation.
  public static func write(_ fault: UpgradeFault, into region: ByteRegion) -> Int {
    var answer = ByteWriter(region)
    answer.write("HTTP/1.1 ")
    answer.write(fault.status)
    answer.write("\r\n")
    answer.write(fault.fields)
    answer.write("Connection: close\r\nContent-Type: text/plain; charset=utf-8\r\n")
    answer.write("Content-Length: ")
    answer.write(fault.sentence.utf8CodeUnitCount + 1)
    answer.write("\r\n\r\n")
    answer.write(fault.sentence)
    answer.write("\n")
    return answer.count
  }
}
