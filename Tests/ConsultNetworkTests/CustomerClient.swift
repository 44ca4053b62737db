// A customer: asks, waits, writes, reads another page, leaves or is never heard of again.

/// A customer's client.
final class CustomerClient: Client {
  private let code: String
  /// The one dialogue that messages belong to.
  private(set) var side: Side?
  /// The number of who answers in it.
  private var answering: UInt8 = 1
  private(set) var isWaiting = false
  private(set) var isOver = false

  init(_ name: String, asking code: String, in world: World) {
    self.code = code
    super.init(
      name, at: "/customer",
      first: ("ask", ["code": code, "issuer": World.issuer, "question": name]), in: world)
  }

  /// Asks at a time, and goes on as chance has it.
  func begin(after seconds: Double) {
    later(seconds) { [self] in
      connect()
      live()
    }
  }

  private func live() {
    later(world.draw(1...8)) { [self] in
      guard !isOver, !world.calm else { return }
      switch world.draw(0...99) {
      case 0..<12: comeBack(silently: world.happens(0.5))
      case 12..<17: say("leave")
      case 17..<19: return disappear(silently: world.happens(0.7))
      case 19..<40: say("moved", ["code": code])
      default: break
      }
      live()
    }
  }

  override func follow(_ type: String, _ message: [String: Any]) {
    switch type {
    case "waiting":
      isWaiting = true
      endSide()
    case "resumed":
      if message["state"] as? String == "waiting" { endSide() }
    case "connected":
      isWaiting = false
      answering = Self.answering(message)
      guard let side = enter(message), side !== self.side else { return }
      endSide()
      self.side = side
      chat(in: side)
    case "joined", "resend":
      if let party = message["party"] as? UInt8 {
        side?.meet(party, in: message["run"] as? UInt32)
      }
    case "taken-over":
      if let party = message["party"] as? UInt8 { answering = party }
    case "left":
      guard let party = message["party"] as? UInt8 else { return }
      if party == answering { endSide() } else { side?.part(party) }
    case "ended":
      isOver = true
      endSide()
    case "refused": world.witness.note("customer refused \(message["reason"] ?? "")")
    default: break
    }
  }

  private static func answering(_ message: [String: Any]) -> UInt8 {
    let parties = message["parties"] as? [[String: Any]] ?? []
    let agent = parties.first { $0["role"] as? String == "agent" }
    return agent?["party"] as? UInt8 ?? 1
  }

  override func sessionEnded() {
    // Who was away too long asks anew.
    side = nil
  }

  private func endSide() {
    if let side { forget(side.dialogue) }
    side = nil
  }

  override func take(frame: ArraySlice<UInt8>) { side?.take(frame) }
}
