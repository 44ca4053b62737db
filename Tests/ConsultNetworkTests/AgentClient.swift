// An agent: signs in, accepts, writes in several dialogues, asks others, gives customers away.

/// An agent's client.
final class AgentClient: Client {
  private let codes: [String]

  init(_ name: String, token: String, codes: [String], in world: World) {
    self.codes = codes
    super.init(
      name, at: "/agent", first: ("sign-in", ["agent": name, "token": token]), in: world)
  }

  func begin() {
    connect()
    live()
  }

  private func live() {
    later(world.draw(0.5...4)) { [self] in
      guard !world.calm else { return }
      let dialogue = sides.keys.sorted().randomElement(using: &world.draws)
      let code = codes.randomElement(using: &world.draws) ?? ""
      switch (world.draw(0...99), dialogue) {
      case (0..<8, _): comeBack(silently: world.happens(0.5))
      case (8..<10, _):
        // Another browser, or one that has forgotten the session.
        session = nil
        comeBack(silently: world.happens(0.5))
      case (10..<14, _): say("state", ["state": "away", "reason": "tea"])
      case (14..<40, _): say("state", ["state": "available"])
      case (40..<52, let dialogue?): say("end", ["dialogue": dialogue])
      case (52..<57, let dialogue?): say("transfer", ["dialogue": dialogue, "code": code])
      case (75..<85, let dialogue?): handOver(dialogue)
      case (57..<72, let dialogue?):
        say("help", ["dialogue": dialogue, "code": code, "question": "?"])
      case (72..<75, _): say("help", ["code": code, "question": "?"])
      default: break
      }
      live()
    }
  }

  /// Leaves the customer to a helper; mostly there is none, and the server refuses.
  private func handOver(_ dialogue: UInt32) {
    guard let party = sides[dialogue]?.others.keys.max() else { return }
    say("transfer", ["dialogue": dialogue, "party": UInt32(party)])
  }

  override func follow(_ type: String, _ message: [String: Any]) {
    let number = message["dialogue"] as? UInt32
    let side = number.flatMap { sides[$0] }
    switch type {
    case "signed-in", "resumed":
      let goOn = Set(message["dialogues"] as? [UInt32] ?? [])
      for number in sides.keys where !goOn.contains(number) { forget(number) }
      say("state", ["state": "available"])
    case "offer":
      guard let offer = message["offer"] as? UInt32 else { return }
      let answer = world.calm || world.happens(0.8) ? "accept" : "decline"
      if world.happens(0.95) {
        later(world.draw(0.1...2)) { [self] in say(answer, ["offer": offer]) }
      }
    case "connected":
      let known = number.flatMap { sides[$0] }
      if let side = enter(message), side !== known { chat(in: side) }
    case "joined", "resend":
      if let party = message["party"] as? UInt8 {
        side?.meet(party, in: message["run"] as? UInt32)
      }
    case "left":
      if let party = message["party"] as? UInt8 { side?.part(party) }
    case "ended":
      if let number { forget(number) }
    case "refused": world.witness.note("agent refused \(message["reason"] ?? "")")
    default: break
    }
  }

  override func take(frame: ArraySlice<UInt8>) {
    let number = frame.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    // Without a side it crossed the end of the dialogue.
    sides[number]?.take(frame.dropFirst(4))
  }
}
