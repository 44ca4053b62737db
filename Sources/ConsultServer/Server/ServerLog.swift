// What the server writes for its operator. No word of a dialogue, no question and no secret is
// ever in it, and nothing that a stranger could make longer by coming more often.

import ChatRelay
import Logging
import Transcripts
import WebSockets

/// The operator's log: who signs in, and once in a while what was refused and what fails.
struct ServerLog {
  /// Nanoseconds between two lines about refusals.
  static let between: Int64 = 1_000_000_000

  private let logger: Logger
  private let counts: @Sendable () -> RelayCounts
  private var told: [String: Int] = [:]
  private var failed: [String: Int] = [:]
  private var isDiskFailing = false
  private var fileFault: CredentialsFault?
  private var tellsAt: Int64 = 0
  /// Who was refused last by the desk, since the last line about it.
  private var lastRefused: RemoteAddress?

  init(_ logger: Logger, _ counts: @escaping @Sendable () -> RelayCounts) {
    self.logger = logger
    self.counts = counts
  }

  /// An agent is there, for the first time or again.
  func signedIn(_ agent: String, from remote: RemoteAddress?, again: Bool) {
    logger.info(
      again ? "agent is back" : "agent signed in",
      metadata: ["agent": "\(agent)", "from": "\(remote.map { "\($0)" } ?? "")"])
  }

  /// An agent's connection is gone.
  func lost(_ agent: String) {
    logger.info("agent's connection lost", metadata: ["agent": "\(agent)"])
  }

  /// The file of agents' secrets cannot be used, and nobody is let in by it; said once.
  mutating func cannotUse(_ fault: CredentialsFault?) {
    guard fault != fileFault else { return }
    fileFault = fault
    if let fault {
      logger.warning("the file of agents cannot be used", metadata: ["fault": "\(fault)"])
    }
  }

  /// Says that transcripts cannot be written, and that they can again; not how often.
  mutating func tell(_ transcripts: TranscriptFigures) {
    guard transcripts.isFailing != isDiskFailing else { return }
    isDiskFailing = transcripts.isFailing
    guard isDiskFailing else { return logger.notice("transcripts are written again") }
    logger.warning(
      "transcripts cannot be written", metadata: ["fault": "\(transcripts.lastFaultWords ?? "")"])
  }

  mutating func refused(_ remote: RemoteAddress?) { lastRefused = remote ?? lastRefused }

  /// Says what was refused and what failed since the last time, a line for each at most once a
  /// second.
  ///
  /// - Parameter closings: how many connections were closed with each code.
  mutating func tell(_ closings: [UInt16: Int], at now: Int64) {
    guard tellsAt <= now else { return }
    tellsAt = now + Self.between
    let relay = counts()
    var refusals: [String: Int] = [:]
    for (code, count) in closings where code != CloseCode.normal.number {
      refusals["\(code)"] = count
    }
    for farewell in Farewell.all where farewell.isRefusal && relay[farewell] > 0 {
      refusals[farewell.name] = relay[farewell]
    }
    var news = Self.news(refusals, since: &told)
    if !news.isEmpty {
      if let lastRefused { news["last"] = "\(lastRefused)" }
      lastRefused = nil
      logger.notice("refused", metadata: news)
    }
    var failures = ["outOfDescriptors": relay[.outOfDescriptors]]
    for farewell in [Farewell.noSlot, .noRoomForControls] {
      failures[farewell.name] = relay[farewell]
    }
    let faults = Self.news(failures, since: &failed)
    if !faults.isEmpty { logger.warning("out of room", metadata: faults) }
  }

  private static func news(
    _ counts: [String: Int], since before: inout [String: Int]
  ) -> Logger.Metadata {
    var news: Logger.Metadata = [:]
    for (name, count) in counts where count > before[name, default: 0] {
      news[name] = "\(count - before[name, default: 0])"
    }
    before = counts
    return news
  }
}
