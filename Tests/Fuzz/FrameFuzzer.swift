// Any bytes as a client's frames: nothing outside them is touched, and the same comes of them
// however they are cut. The first byte of an input says where.

/// What came of a stream of bytes.
private struct Outcome: Equatable {
  var payloads: [[UInt8]] = []
  var refusal: Refusal?
}

/// Reads frames out of pieces as a relay does.
private struct Feed {
  private static let limits = FrameLimits(payloadBytes: 300, messageBytes: 500)
  private(set) var outcome = Outcome()
  private var pending: [UInt8] = []
  private var reader = FrameReader()
  private var payload: [UInt8]?

  mutating func take(_ piece: ArraySlice<UInt8>) {
    pending += piece
    while outcome.refusal == nil {
      if payload == nil {
        switch withRegion(pending, FrameHeader.read) {
        case .incomplete: return
        case .refused(let why): outcome.refusal = why
        case .header(let header):
          pending.removeFirst(header.byteCount)
          outcome.refusal = reader.begin(header, within: Self.limits)
          payload = []
        }
      } else {
        absorb()
        guard outcome.refusal == nil, reader.isWhole, let whole = payload else { return }
        outcome.refusal = withRegion(whole) { reader.finish($0) }
        outcome.payloads.append(whole)
        payload = nil
      }
    }
  }

  private mutating func absorb() {
    let part = Array(pending.prefix(reader.payloadCount - reader.absorbed))
    pending.removeFirst(part.count)
    let unmasked = withRegion(part) { region in
      outcome.refusal = reader.absorb(region)
      return (0..<region.count).map { region[$0] }
    }
    payload?.append(contentsOf: unmasked)
  }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFrames(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let input = fuzzed(data, size)
  guard let step = input.first else { return 0 }
  let stream = input.dropFirst()
  var whole = Feed()
  whole.take(stream)
  var cut = Feed()
  var rest = stream
  while !rest.isEmpty {
    cut.take(rest.prefix(Int(step % 7) + 1))
    rest = rest.dropFirst(Int(step % 7) + 1)
  }
  require(cut.outcome == whole.outcome, "what comes of a stream depends on how it is cut")
  return 0
}
