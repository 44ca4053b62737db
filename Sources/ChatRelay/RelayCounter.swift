// What the relay counts of itself.

public import WebSockets

/// A count that only grows, but for the two that say so.
public enum RelayCounter: Int, CaseIterable, Sendable {
  /// Messages handed on.
  case messages
  /// Frames handed on; a message has one or more.
  case frames
  /// Bytes of payload handed on.
  case payloadBytes
  /// Bytes read from sockets, and written to them.
  case bytesIn, bytesOut
  /// Bytes copied inside the process: beginnings of frames whose rest had not come, and what a
  /// slow side could not take.
  case bytesCopied
  /// System calls in all; the three below are among them.
  case systemCalls
  case waits, receives, sends
  /// Allocations of the loops' threads after their start, where the allocator tells.
  case allocations
  /// Connections that came, and that asked for a WebSocket rightly.
  case accepted, opened
  /// Connections that are open now, in whatever state; goes up and down.
  case connections
  /// Bytes kept now for those who could not take them; goes up and down.
  case parkedBytes
  /// Times that a sender was made to wait.
  case heldBack
  /// Pings that came, and that were sent.
  case pingsIn, pingsOut
  /// Times that the system had no descriptor for a connection.
  case outOfDescriptors
  /// Control messages to the consult server, and from it.
  case controlsIn, controlsOut
  /// Acknowledgements handed on.
  case acknowledgements
  /// Messages in a dialogue that was over, or about an earlier one.
  case strays
  /// Times that a connection could not join a dialogue.
  case fullDialogues

  /// Its name among the metrics.
  public var name: String { "\(self)" }

  /// How many there are; counting them anew would allocate.
  static let count = allCases.count
}

/// Why a connection ended, where nobody asked for it.
public enum Farewell: Equatable, Sendable {
  /// Its frames broke a rule.
  case refused(Refusal)
  /// Its request broke a rule.
  case turnedAway(UpgradeFault)
  /// It was not there any more.
  case lost
  /// It took nothing for too long.
  case stalled
  /// More would have had to be kept for it than may be.
  case overfull
  /// No slot was left for what would have had to be kept.
  case noSlot
  /// It began a frame and did not end it in time.
  case unfinishedFrame
  /// It gave no sign of life.
  case silent
  /// It had closed, or was closed, in order.
  case closed
  /// It did not do its part of closing in time.
  case abandonedClose
  /// Too many control messages wait for the consult server.
  case noRoomForControls
  /// What it wrote could not be kept at the time.
  case noRoomForTranscripts

  private static let plain: [Farewell] = [
    .lost, .stalled, .overfull, .noSlot, .unfinishedFrame, .silent, .closed, .abandonedClose,
    .noRoomForControls, .noRoomForTranscripts,
  ]
  /// Where the two other kinds begin.
  private static let refusals = plain.count
  private static let faults = refusals + Refusal.allCases.count

  /// All there are, in the order of `place`.
  public static let all =
    plain + Refusal.allCases.map(Farewell.refused) + UpgradeFault.allCases.map(Farewell.turnedAway)

  /// Its place among all.
  var place: Int {
    switch self {
    case .lost: 0
    case .stalled: 1
    case .overfull: 2
    case .noSlot: 3
    case .unfinishedFrame: 4
    case .silent: 5
    case .closed: 6
    case .abandonedClose: 7
    case .noRoomForControls: 8
    case .noRoomForTranscripts: 9
    case .refused(let refusal): Self.refusals + Int(refusal.rawValue)
    case .turnedAway(let fault): Self.faults + Int(fault.rawValue)
    }
  }

  /// Whether the connection ended because it broke a rule or a limit, or because there was no
  /// room; not because a client or a network ended it.
  public var isRefusal: Bool {
    switch self {
    case .lost, .closed, .abandonedClose, .silent: false
    default: true
    }
  }

  /// Its name among the metrics.
  public var name: String {
    switch self {
    case .refused(let refusal): "\(refusal)"
    case .turnedAway(let fault): "handshake-\(fault)"
    default: "\(self)"
    }
  }
}
