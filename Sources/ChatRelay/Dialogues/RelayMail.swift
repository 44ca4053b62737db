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

/// Who is at the other end of a connection.
public struct RemoteAddress: Hashable, Sendable, CustomStringConvertible {
  /// Address of IPv4, the first part highest.
  public let address: UInt32
  /// The port there.
  public let port: UInt16

  /// An address and a port.
  public init(address: UInt32, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// `127.0.0.1:5000`
  public var description: String {
    let parts = stride(from: UInt32(24), through: 0, by: -8).map { "\(address >> $0 & 0xFF)" }
    return parts.joined(separator: ".") + ":\(port)"
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
  /// Take a connection out of a dialogue.
  case part(ConnectionKey, dialogue: UInt32)
  /// Close a connection.
  case close(ConnectionKey, CloseCode)
  /// Forget a dialogue with all its parties.
  case end(dialogue: UInt32)
}
