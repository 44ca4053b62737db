// A small driver of the frame reader: pieces in, frames and the first refusal out.

@testable import WebSockets

/// What came of a stream of bytes.
struct FrameFeed: Equatable {
  /// A frame as it was received.
  struct Received: Equatable {
    let opcode: Opcode
    let isFinal: Bool
    let payload: [UInt8]
  }

  private(set) var frames: [Received] = []
  private(set) var refusal: Refusal?
  private var pending: [UInt8] = []
  private var reader = FrameReader()
  private var payload: [UInt8]?
  private let limits: FrameLimits

  init(_ limits: FrameLimits = FrameLimits()) { self.limits = limits }

  static func == (one: Self, other: Self) -> Bool {
    one.frames == other.frames && one.refusal == other.refusal
  }

  /// Takes one piece, as a socket would hand it over.
  mutating func take(_ piece: [UInt8]) {
    pending += piece
    while refusal == nil {
      if payload == nil {
        switch Buffer(pending).withRegion(FrameHeader.read) {
        case .incomplete: return
        case .refused(let why): refusal = why
        case .header(let header):
          pending.removeFirst(header.byteCount)
          refusal = reader.begin(header, within: limits)
          payload = []
        }
      } else {
        let count = min(pending.count, reader.payloadCount - reader.absorbed)
        let part = Buffer(Array(pending.prefix(count)))
        pending.removeFirst(count)
        refusal = part.withRegion { reader.absorb($0) }
        payload = (payload ?? []) + part.bytes
        guard refusal == nil, reader.isWhole else { return }
        end()
      }
    }
  }

  private mutating func end() {
    let whole = payload ?? []
    payload = nil
    refusal = Buffer(whole).withRegion { reader.finish($0) }
    guard refusal == nil else { return }
    frames.append(Received(opcode: reader.opcode, isFinal: reader.isFinal, payload: whole))
  }

  /// The outcome of bytes that come all at once.
  static func of(_ bytes: [UInt8], _ limits: FrameLimits = FrameLimits()) -> FrameFeed {
    var feed = FrameFeed(limits)
    feed.take(bytes)
    return feed
  }
}
