// What stands before a record's bytes in a queue: fixed, plain, the same for messages and events.

/// What a record is about.
enum RecordKind: UInt8 {
  /// Nothing: what is left before the ring begins anew.
  case filler
  case message
  case acknowledgement
  case asked
  case began
  case joined
  case left
  case ended
  case closed
  case opened
  case session
}

/// The head of a record; which fields mean something depends on the kind.
struct RecordHead: BitwiseCopyable {
  /// Bytes of a head in the ring.
  static let byteCount = 40

  /// Bytes that follow; of a filler, of the whole.
  var payloadBytes: UInt32 = 0
  var kind: UInt8
  var party: UInt8 = 0
  /// A role, an ending, a state, a kind of message or the other party.
  var word: UInt8 = 0
  /// A sequence number, or bytes of a code's or an address's text.
  var number: UInt32 = 0
  /// A port or a language.
  var port: UInt16 = 0
  /// The dialogue, consultation or session.
  var key: Int64 = 0
  /// A second one.
  var other: Int64 = 0
  var unixMicroseconds: Int64 = 0

  init(_ kind: RecordKind, _ key: Int64, at time: TranscriptTime) {
    self.kind = kind.rawValue
    self.key = key
    unixMicroseconds = time.unixMicroseconds
  }

  /// A record of those bytes and its head take so many bytes of the ring.
  static func extent(payloadBytes: Int) -> Int { byteCount + (payloadBytes + 7) & ~7 }
}
