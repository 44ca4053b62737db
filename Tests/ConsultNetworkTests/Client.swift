// What customers and agents have in common: a session over as many sockets as it takes.

import Foundation

/// A client that comes back. What it does in a session, its kind says.
class Client {
  /// The server gives up sessions after `World.resumeSeconds`; a client asks for a sign of life
  /// before that.
  private static let silence: Int64 = 9_000_000_000
  private static let patience: Int64 = 6_000_000_000
  /// Codes by which a server may close a newest connection that does all as it should.
  private static let usual: Set<Int> = [1000, 1001, 1013, 4401]

  let world: World
  let name: String
  private(set) var socket: ClientSocket?
  private(set) var isSettled = false
  var session: String?
  var sides: [UInt32: Side] = [:]
  /// Nothing is done any more.
  private(set) var isGone = false
  private var attempt = 0

  private let path: String
  private let first: (type: String, keys: [String: Any])

  /// - Parameter first: what is said first without a session.
  init(
    _ name: String, at path: String, first: (type: String, keys: [String: Any]), in world: World
  ) {
    self.world = world
    self.name = name
    self.path = path
    self.first = first
  }

  /// A control message came.
  func follow(_ type: String, _ message: [String: Any]) {}
  /// The session is no more.
  func sessionEnded() {}

  func connect() {
    guard !isGone else { return }
    attempt += 1
    let mine = attempt
    isSettled = false
    let socket = ClientSocket(path, in: world) { [weak self] news in
      guard let self, attempt == mine, !isGone else { return }
      take(news)
    }
    self.socket = socket
    later(Double(Self.patience) / 1e9) { [self] in
      if attempt == mine, !isSettled { comeBack(silently: true) }
    }
    watch(mine)
  }

  /// A side that hears nothing for too long takes the connection for lost.
  private func watch(_ mine: Int) {
    later(2) { [self] in
      guard attempt == mine, let socket else { return }
      if world.now - socket.heard > Self.silence { return comeBack(silently: true) }
      watch(mine)
    }
  }

  /// Leaves the connection, and makes another one.
  func comeBack(silently: Bool) {
    socket?.leave(silently: silently)
    lost()
  }

  private func lost() {
    socket = nil
    isSettled = false
    attempt += 1
    let mine = attempt
    for side in sides.values { side.lose() }
    later(world.calm ? 0.5 : world.draw(0.05...4)) { [self] in
      if attempt == mine { connect() }
    }
  }

  /// Is never heard of again.
  func disappear(silently: Bool) {
    isGone = true
    socket?.leave(silently: silently)
    socket = nil
    for side in sides.values { side.lose() }
  }

  func later(_ seconds: Double, _ action: @escaping () -> Void) {
    world.happenings.put(at: world.now + Int64(seconds * 1e9)) { [weak self] in
      if self?.isGone == false { action() }
    }
  }

  /// Says something in the session, if there is one over this socket.
  func say(_ type: String, _ keys: [String: Any] = [:]) {
    if isSettled { send(type, keys) }
  }

  private func send(_ type: String, _ keys: [String: Any]) {
    var message = keys
    message["type"] = type
    do {
      let data = try JSONSerialization.data(withJSONObject: message)
      world.trace("\(name) -> \(String(decoding: data, as: UTF8.self).prefix(100))")
      socket?.send(text: String(decoding: data, as: UTF8.self))
    } catch {
      world.witness.fail("\(error)")
    }
  }

  private func take(_ news: ClientSocket.News) {
    switch news {
    case .opened:
      if let session {
        send("resume", ["session": session])
      } else {
        send(first.type, first.keys)
      }
    case .text(let bytes):
      do {
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        guard let message = object, let type = message["type"] as? String else { return }
        world.trace("\(name) <- \(String(decoding: bytes, as: UTF8.self))")
        settle(type, message)
        follow(type, message)
      } catch {
        world.witness.fail("\(name) was sent no JSON: \(error)")
      }
    case .binary(let frame): take(frame: frame[...])
    case .closed(let code): closed(code)
    }
  }

  private func settle(_ type: String, _ message: [String: Any]) {
    guard ["welcome", "signed-in", "resumed"].contains(type) else { return }
    isSettled = true
    if let given = message["session"] as? String { session = given }
  }

  private func closed(_ code: Int?) {
    world.trace("\(name) closed with \(code ?? 0)")
    world.witness.note("closed \(code.map(String.init) ?? "without a code")")
    if let code, !Self.usual.contains(code) {
      world.witness.fail("\(name) was closed with \(code)")
    }
    if code == 4401 || code == 1000 {
      session = nil
      sides.keys.forEach(forget)
      sessionEnded()
    }
    if code == 1000 { isGone = true }
    if !isGone { lost() }
  }

  /// A dialogue's frame came.
  func take(frame: ArraySlice<UInt8>) {}

  /// A dialogue is over for this session: nothing more is said in it.
  func forget(_ number: UInt32) { sides.removeValue(forKey: number)?.lose() }

  /// `connected` came: the side of this session in that dialogue.
  func enter(_ message: [String: Any]) -> Side? {
    guard let socket, let number = message["dialogue"] as? UInt32,
      let party = message["party"] as? UInt8,
      let parties = message["parties"] as? [[String: Any]]
    else {
      world.witness.fail("\(name): connected without \(message)")
      return nil
    }
    let again = message["again"] as? Bool ?? false
    // Who was taken out and has joined again is another party.
    let known = again && sides[number]?.party == party ? sides[number] : nil
    if again { world.witness.note("again") }
    if known == nil { forget(number) }
    let side =
      known
      ?? Side(
        number, party: party, isAgent: path == "/agent", again: again, in: world)
    sides[number] = side
    let facts = parties.map { ($0["party"] as? UInt8 ?? 0, $0["run"] as? UInt32 ?? 0) }
    side.enter(socket, parties: Dictionary(uniqueKeysWithValues: facts), again: again)
    return side
  }

  /// Writes now and then as long as a dialogue goes on.
  func chat(in side: Side) {
    later(world.draw(0.05...3)) { [self] in
      guard sides[side.dialogue] === side, !world.calm else { return }
      let most = world.isHasty ? 250 : 60
      for _ in 0..<(world.happens(0.05) ? world.draw(5...most) : 1) {
        side.write(world.happens(0.03) ? world.draw(1_000...20_000) : world.draw(0...200))
      }
      chat(in: side)
    }
  }
}
