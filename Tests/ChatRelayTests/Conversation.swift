// A relay with the parties of one dialogue, for one test.

import Testing

@testable import ChatRelay

/// A customer, as many agents as asked for, and what the relay told of them; dialogue 1 is theirs,
/// the customer is party 0, the agents 1, 2, ….
final class Conversation {
  static let dialogue: UInt32 = 70_001

  let server: RunningRelay
  let customer: RawClient
  private(set) var agents: [RawClient] = []
  private(set) var keys: [ConnectionKey] = []

  init(agents: Int = 1, changing change: (inout RelayLimits) -> Void = { _ in }) throws {
    server = try RunningRelay(.dialogues, changing: change)
    customer = try server.open("/customer")
    keys.append(try key(of: .customer))
    for _ in 0..<agents {
      self.agents.append(try server.open("/agent?of=seoul"))
      keys.append(try key(of: .agent))
    }
    for (party, key) in keys.enumerated() {
      server.line.order(.join(key, dialogue: Self.dialogue, party: UInt8(party)))
    }
    try settle()
    // Once the ping is answered the dialogue is named.
    try customer.send(
      RawClient.frame(2, Self.naming(Self.dialogue)) + RawClient.frame(9, "named"))
    _ = try customer.frame()
  }

  func stop() { server.stop() }

  /// The next event, within ten seconds.
  func event() throws -> RelayEvent {
    if !waiting.isEmpty { return waiting.removeFirst() }
    waiting = server.line.events(within: .seconds(10))
    try #require(!waiting.isEmpty)
    return waiting.removeFirst()
  }
  private var waiting: [RelayEvent] = []

  private func key(of entrance: Entrance) throws -> ConnectionKey {
    guard case .opened(let key, entrance, let remote) = try event() else {
      throw RawClient.Fault.late
    }
    #expect(remote.description.hasPrefix("127.0.0.1:"))
    return key
  }

  /// Waits until all orders so far are done: they are followed in turn.
  func settle() throws {
    server.line.order(.text(keys[0], Array("settled".utf8)))
    while try customer.frame() != .init(first: 0x81, payload: Array("settled".utf8)) {}
  }

  /// A message as it goes over a customer's connection.
  static func message(_ sequence: Int, by party: UInt8 = 0, _ text: [UInt8]) -> [UInt8] {
    [party, UInt8(sequence >> 16 & 0xFF), UInt8(sequence >> 8 & 0xFF), UInt8(sequence & 0xFF)]
      + text
  }

  /// What a customer sends before anything else in a dialogue.
  static func naming(_ dialogue: UInt32) -> [UInt8] {
    [255, 0, 0, 0] + (0..<4).map { UInt8(dialogue >> (24 - 8 * UInt32($0)) & 0xFF) }
  }

  /// The dialogue's number, as it stands before a message on an agent's connection.
  static let number: [UInt8] = (0..<4).map { UInt8(dialogue >> (24 - 8 * UInt32($0)) & 0xFF) }
}
