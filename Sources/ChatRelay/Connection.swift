// What the relay remembers of one connection: a record of fixed size, no buffer.

import WebSockets

/// One connection, at a place of the loop's block.
struct Connection: BitwiseCopyable {
  enum Phase: UInt8 {
    /// The place is free.
    case free
    /// The head of its request is being read.
    case handshake
    /// Frames go to and fro.
    case open
    /// A close frame was sent, and the other side's is waited for.
    case closing
    /// Nothing more is taken or sent; the other side's end is waited for, so that it reads the
    /// last bytes before the system forgets them.
    case lingering
  }

  /// No other connection.
  static let nobody = -1

  var descriptor: Int32 = -1
  /// Tells apart those who had this place one after the other.
  var generation: UInt32 = 0
  var phase = Phase.free
  /// What the poll watches it for.
  var watched: UInt32 = 0
  /// Whether a ping of ours waits for its pong.
  var awaitsPong = false
  /// Whether its end, or the reason for it, was counted.
  var isCounted = false
  /// Whether its direction to the other side was shut.
  var isShut = false
  /// Who gets what it sends: itself, another one, or `nobody`.
  var peer = Connection.nobody
  var reader = FrameReader()
  /// The first bytes of a head that is not whole.
  var carry: (UInt64, UInt64) = (0, 0)
  var carryCount = 0
  /// Where a frame or the head of a request is put together, `BufferSlab.none` if nowhere.
  var assembly = BufferSlab.none
  /// Bytes of the request's head in `assembly`.
  var headCount = 0
  /// The line of slots with what it could not take yet.
  var parkedFirst = BufferSlab.none
  var parkedLast = BufferSlab.none
  var parkedBytes = 0
  /// Who is at its other end.
  var remote = RemoteAddress(address: 0, port: 0)
  /// Whether it counts among those of that address.
  var countsForAddress = false
  /// The path by which it came; of the consult server's connections.
  var entrance = Entrance.customer
  /// Whether the consult server knows of it.
  var isAnnounced = false
  /// The first of its memberships in dialogues.
  var firstMembership = DialogueTable.none
  /// Until when the messages that it wrote have used up what it may write.
  var spentUntil: Int64 = 0
  /// As much of its control messages.
  var controlsSpentUntil: Int64 = 0
  /// When a byte came last, in nanoseconds.
  var heard: Int64 = 0
  /// When the phase began, or the ping that is not answered was sent.
  var since: Int64 = 0
  /// When the frame in `assembly` began.
  var frameSince: Int64 = 0
  /// When it took a byte last, while something is kept for it.
  var tookSince: Int64 = 0
}
