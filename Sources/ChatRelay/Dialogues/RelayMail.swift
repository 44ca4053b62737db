// What a loop tells the consult server, and what the consult server asks of a loop.

public import WebSockets

/// A connection, as others than its loop know it; never of another connection later.
public struct ConnectionKey: Hashable, Sendable, BitwiseCopyable {
  /// `generation 32 | place 32`.
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }
}

/// The path by which a connection came.
public enum Entrance: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// `/customer`: one dialogue.
  case customer
  /// `/agent`: several dialogues, each message with its number in front.
  case agent

  /// The path of a request.
  public var path: StaticString {
    switch self {
    case .customer: "/customer"
    case .agent: "/agent"
    }
  }
}

/// What happened to a connection.
public enum RelayEvent: Sendable, Equatable {
  /// It was opened.
  case opened(ConnectionKey, Entrance, RemoteAddress)
  /// A control message came.
  case text(ConnectionKey, [UInt8])
  /// It is closed or being closed: nothing more comes from it, and it is in no dialogue.
  case closed(ConnectionKey)
}

/// What a loop shall do. Orders about connections that are gone are passed over.
public enum RelayOrder: Sendable {
  /// Send a control message.
  case text(ConnectionKey, [UInt8])
  /// Make a connection a party of a dialogue; the dialogue begins with the first.
  case join(ConnectionKey, dialogue: UInt32, party: UInt8)
  /// Go on with a dialogue of an earlier relay: how far each party had written as it is on record,
  /// and how many messages more there may have been.
  case restore(dialogue: UInt32, written: [UInt8: UInt32], ahead: UInt32)
  /// Tell a connection how far its party of a dialogue had written.
  case recall(ConnectionKey, dialogue: UInt32)
  /// Send a connection again what another party of a dialogue wrote: the texts of the numbers
  /// behind one that the connection's own party has acknowledged.
  case sendAgain(ConnectionKey, dialogue: UInt32, writer: UInt8, after: UInt32, texts: [[UInt8]])
  /// Take a connection out of a dialogue.
  case part(ConnectionKey, dialogue: UInt32)
  /// Close a connection.
  case close(ConnectionKey, CloseCode)
  /// Forget a dialogue with all its parties.
  case end(dialogue: UInt32)
}
