// The very loops of relay and consult server, driven step by step; it can end between any two.

import CPlatform
import Consultation
import Consulting
import Measures

@testable import ChatRelay
@testable import ConsultServer
@testable import Transcripts

/// A server that lives until it is let go of.
final class VirtualServer {
  let network: VirtualNetwork
  /// In which run dialogues began that an earlier server began.
  let earlierRuns: [UInt32: UInt32]
  /// Steps until it is killed; nil = it is not.
  var stepsLeft: Int?
  private unowned let world: World
  private var relay: RelayLoop
  private var consult: ConsultLoop
  private let line: RelayLine
  private let store: TranscriptStore?
  private var showsAt: Int64
  /// When what is ready is written; nil while nothing is.
  private var commitsAt: Int64?

  /// A server on what an earlier one has left.
  static func begun(
    _ settings: ConsultSettings, _ store: TranscriptStore?, in world: World
  ) throws -> VirtualServer {
    let feed = try store.map { try TranscriptFeed($0) }
    let board = CounterBoard()
    guard let post = RelayPost(events: 4_096, bytes: 1 << 20) else { throw Failure.noDescriptors }
    let network = VirtualNetwork(in: world)
    let relay = RelayLoop(
      LoopParts(
        limits: settings.relayLimits, arrangement: .dialogues, bell: -1, board: board, meter: nil,
        post: post, keeper: feed?.keeper), network)
    let consult = try ConsultLoop(settings, record: feed?.record) { board.counts }
    let server = VirtualServer(
      relay, consult, RelayLine(post: post), network, store, feed?.earlier.runs ?? [:], in: world)
    server.relay.begin()
    if let feed { server.consult.restore(feed.earlier, at: server.time) }
    server.pass()
    return server
  }

  private init(
    _ relay: consuming RelayLoop, _ consult: consuming ConsultLoop, _ line: RelayLine,
    _ network: VirtualNetwork, _ store: TranscriptStore?, _ earlierRuns: [UInt32: UInt32],
    in world: World
  ) {
    self.relay = relay
    self.consult = consult
    self.line = line
    self.network = network
    self.store = store
    self.earlierRuns = earlierRuns
    self.world = world
    showsAt = world.now
  }

  enum Failure: Error { case noDescriptors }

  private var time: SimulationTime { SimulationTime(nanoseconds: world.now) }

  /// Does all that there is to do now; false if it was killed on the way.
  func work() -> Bool {
    repeat {
      _ = relay.turn()
      if isKilled { return false }
      for event in line.post.events.take() {
        consult.take(event, at: time)
        if isKilled { return false }
        pass()
        if isKilled { return false }
      }
      consult.advance(to: time)
      if showsAt <= world.now {
        consult.forgetWhatIsOver()
        showsAt = world.now + 500_000_000
      }
      pass()
      if isKilled { return false }
      commitIfDue()
    } while network.isReady
    return true
  }

  /// When there is something to do next.
  var nextTime: Int64 {
    var next = min(consult.nextDue.nanoseconds, showsAt, commitsAt ?? .max)
    if relay.patience >= 0 { next = min(next, world.now + Int64(relay.patience) * 1_000_000) }
    return next
  }

  private var isKilled: Bool {
    guard let left = stepsLeft else { return false }
    stepsLeft = left - 1
    return left == 0
  }

  private func pass() {
    let orders = consult.takeOrders()
    guard !orders.isEmpty else { return }
    for case .join(_, let dialogue, _) in orders {
      let run = earlierRuns[dialogue] ?? store?.run ?? 1
      world.witness.joins(DialogueKey(run: run, number: dialogue))
    }
    line.order(all: orders)
    network.hasOrders = true
  }

  /// The writer of transcripts is another thread: it takes its time, and sometimes the disk does.
  private func commitIfDue() {
    guard let store, store.figures.queued > 0 else { return }
    guard let time = commitsAt else {
      let usual = world.isHasty ? 0.5 : 0.95
      let slowest = world.calm || world.happens(usual) ? 60 : world.isHasty ? 15_000 : 3_000
      commitsAt = world.now + Int64(world.draw(0...slowest)) * 1_000_000
      return
    }
    guard time <= world.now else { return }
    commitsAt = nil
    if !store.commit() { world.witness.fail("the transcripts were refused") }
    network.hasOrders = true
  }

  /// Writes what is left; whether all is written.
  func writesAll() -> Bool { store.map { $0.commit() && $0.figures.queued == 0 } ?? true }
}
