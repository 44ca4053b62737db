// Customers who ask and agents who sign in, one after the other.

import Glibc

/// Where they go, and who may sign in.
struct Opening {
  private let port: UInt16
  private let page: String
  private let agents: [(name: String, token: String)]

  /// - Parameter agents: a file with a line for each agent, name and token.
  init(port: UInt16, code: String, issuer: String, agents: String) {
    self.port = port
    page = "\"code\":\"\(code)\",\"issuer\":\"\(issuer)\""
    guard let file = fopen(agents, "r") else { fail("cannot read \(agents)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 {
      bytes += piece.prefix(count)
    }
    self.agents = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
      let words = $0.split(separator: " ")
      return words.count == 2 ? (String(words[0]), String(words[1])) : nil
    }
  }

  /// A customer who has asked.
  func customer(_ index: Int) -> Seat {
    let seat = reader(index)
    ask(seat)
    return seat
  }

  /// A customer who is connected and has not asked.
  func reader(_ index: Int) -> Seat { Seat(port: port, path: "/customer", source: index) }

  /// A customer asks.
  func ask(_ seat: Seat) {
    seat.send(text: "{\"type\":\"ask\",\(page),\"question\":\"?\"}")
  }

  /// Pairs in dialogues: customers at even places, agents behind them.
  func dialogues(_ pairs: Int) -> [Seat] {
    guard agents.count >= pairs else { fail("\(agents.count) agents for \(pairs) pairs") }
    var seats: [Seat] = []
    for (index, (name, token)) in agents.prefix(pairs).enumerated() {
      var agent = Seat(port: port, path: "/agent", source: index)
      agent.send(text: "{\"type\":\"sign-in\",\"agent\":\"\(name)\",\"token\":\"\(token)\"}")
      _ = agent.await("signed-in")
      agent.send(text: "{\"type\":\"state\",\"state\":\"available\"}")
      var asking = customer(index)
      asking.awaitConnected()
      asking.send(Frame.naming(asking.dialogue))
      agent.awaitConnected()
      seats += [asking, agent]
    }
    return seats
  }
}
