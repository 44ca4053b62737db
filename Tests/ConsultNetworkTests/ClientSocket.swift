// A client's WebSocket over a virtual connection: RFC 6455 as far as docs/protocol.md needs it.

/// One attempt to be connected. It answers pings, and tells its owner what comes.
final class ClientSocket {
  /// What a socket tells.
  enum News {
    case opened
    case text([UInt8])
    case binary([UInt8])
    /// It is over; with a code if the other side named one.
    case closed(Int?)
  }

  private let world: World
  private let link: Link
  private let tell: (News) -> Void
  private var input: [UInt8] = []
  private var isOpen = false
  private var isOver = false
  private var isReading = false
  /// When a byte came last.
  private(set) var heard: Int64

  /// Connects.
  init(_ path: String, in world: World, tell: @escaping (News) -> Void) {
    self.world = world
    self.tell = tell
    heard = world.now
    link = Link(in: world)
    link.toClient.whenArrived = { [weak self] in self?.readSoon() }
    link.whenReset = { [weak self] in self?.finish(nil) }
    world.connect(link)
    link.send(
      Array(
        ("GET \(path) HTTP/1.1\r\nHost: consult\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n").utf8
      ))
  }

  func send(text: String) { send(1, Array(text.utf8)) }
  func send(binary: [UInt8]) { send(2, binary) }

  private func send(_ opcode: UInt8, _ payload: [UInt8]) {
    guard !isOver else { return }
    var frame: [UInt8] = [0x80 | opcode]
    switch payload.count {
    case ..<126: frame.append(0x80 | UInt8(payload.count))
    default: frame += [0xFE, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
    }
    let mask = (0..<4).map { _ in UInt8.random(in: .min ... .max, using: &world.draws) }
    frame += mask
    for (place, byte) in payload.enumerated() { frame.append(byte ^ mask[place & 3]) }
    link.send(frame)
  }

  /// Lets go of the connection: with a word, or, as the network may have it, without.
  func leave(silently: Bool) {
    guard !isOver else { return }
    isOver = true
    if silently { link.vanish() } else { link.closeAtClient() }
  }

  /// What comes is read soon; now and then the reader is busy with something else for seconds.
  private func readSoon() {
    guard !isReading, !isOver else { return }
    isReading = true
    let pause = world.happens(0.01) ? world.draw(1...3_000) : world.draw(0...2)
    world.happenings.put(at: world.now + Int64(pause) * 1_000_000) { [self] in
      isReading = false
      read()
    }
  }

  private func read() {
    guard !isOver else { return }
    let bytes = link.toClient.read(.max)
    if !bytes.isEmpty { heard = world.now }
    input += bytes
    if !isOpen {
      let last = input.indices.dropFirst(3).first {
        input[..<($0 + 1)].suffix(4) == [13, 10, 13, 10]
      }
      guard let last else { return finishIfEnded() }
      let head = String(decoding: input[...last], as: UTF8.self)
      input.removeSubrange(...last)
      guard head.hasPrefix("HTTP/1.1 101 ") else {
        world.witness.fail("a request to connect was answered: \(head.prefix(20))")
        return finish(nil)
      }
      isOpen = true
      tell(.opened)
    }
    var start = 0
    while !isOver, let (opcode, payload) = nextFrame(&start) { take(opcode, payload) }
    input.removeFirst(start)
    finishIfEnded()
  }

  private func take(_ opcode: UInt8, _ payload: [UInt8]) {
    switch opcode {
    case 1: tell(.text(payload))
    case 2: tell(.binary(payload))
    case 8:
      send(8, Array(payload.prefix(2)))
      finish(payload.count >= 2 ? Int(payload[0]) << 8 | Int(payload[1]) : nil)
    case 9: send(10, payload)
    default: break
    }
  }

  /// The next whole frame from a place on, which is moved behind it; a server's are not masked.
  private func nextFrame(_ place: inout Int) -> (UInt8, [UInt8])? {
    guard input.count >= place + 2 else { return nil }
    var (start, count) = (place + 2, Int(input[place + 1] & 0x7F))
    if count == 126 {
      guard input.count >= place + 4 else { return nil }
      (start, count) = (place + 4, Int(input[place + 2]) << 8 | Int(input[place + 3]))
    }
    guard count < 127 || start == place + 4, input.count >= start + count else { return nil }
    defer { place = start + count }
    return (input[place] & 0xF, Array(input[start..<start + count]))
  }

  private func finishIfEnded() {
    if !isOver, link.toClient.isEnded, link.toClient.arrived.isEmpty { finish(nil) }
  }

  private func finish(_ code: Int?) {
    guard !isOver else { return }
    isOver = true
    link.closeAtClient()
    tell(.closed(code))
  }
}
