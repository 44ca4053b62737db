// The consult server as others see it: an address, figures, an end.

public import ChatRelay
public import Consultation
public import Measures
import Rings
public import Transcripts

/// Why a consult server cannot run.
public enum ConsultServerFault: Error, Equatable {
  /// The system refuses the address or what the relay needs.
  case relay(RelayFault)
  /// The scenario cannot be served.
  case desk(DeskFault)
  /// The system has no thread left.
  case noThread
  /// The store of transcripts does not start.
  case transcripts(TranscriptFault)
}

/// The consult server: a relay for the dialogues, and a thread on which the desk decides.
public final class ConsultServer {
  private let relay: Relay
  private let thread: SystemThread
  private let board: StatusBoard
  private let line: RelayLine
  private let feed: TranscriptFeed?
  /// Records of transcripts that could not be written until the server ended.
  public private(set) var unwrittenRecords = 0
  private var isRunning = true

  /// Listens and serves.
  ///
  /// - Parameters:
  ///   - meter: counts what the relay's loop allocates.
  ///   - transcripts: keeps what is written, not started yet; the server starts and stops it. Nil
  ///     keeps nothing.
  public init(
    _ settings: ConsultSettings, meter: AllocationMeter? = nil,
    transcripts: TranscriptStore? = nil
  ) throws(ConsultServerFault) {
    // Made here to see whether it can be; the thread makes its own, which it alone touches.
    do throws(DeskFault) {
      let desk = try settings.desk()
      board = StatusBoard(ConsultStatus(figures: desk.figures))
    } catch {
      throw .desk(error)
    }
    let feed: TranscriptFeed?
    do throws(TranscriptFault) {
      feed = try transcripts.map { store throws(TranscriptFault) in try TranscriptFeed(store) }
    } catch {
      throw .transcripts(error)
    }
    do throws(RelayFault) {
      relay = try Relay(
        address: settings.address, port: settings.port, loops: 1, arrangement: .dialogues,
        limits: settings.relayLimits, meter: meter, keeper: feed?.keeper)
    } catch {
      throw .relay(error)
    }
    guard let line = relay.line else { preconditionFailure("a relay of dialogues has a line") }
    feed?.waker.connect(line)
    do throws(TranscriptFault) {
      try feed?.start()
    } catch {
      relay.stop()
      throw .transcripts(error)
    }
    let (board, counts, figures) = (board, relay.reader, feed?.reader)
    let (record, earlier) = (feed?.record, feed?.earlier)
    let thread = SystemThread {
      ConsultThread.run(
        settings, line, board, record, earlier, transcripts: figures, counts: counts)
    }
    guard let thread
    else {
      relay.stop()
      throw .noThread
    }
    self.line = line
    self.feed = feed
    self.thread = thread
  }

  /// The port it listens on.
  public var port: UInt16 { relay.port }
  /// What the relay counted so far.
  public var relayCounts: RelayCounts { relay.counts }
  /// How things stood at most a second ago.
  public var status: ConsultStatus { board.status }

  /// Reads both from any thread, as long as the server is there.
  public var counts: @Sendable () -> (ConsultStatus, RelayCounts) {
    let (board, counts) = (board, relay.reader)
    return { (board.status, counts()) }
  }

  /// Reads what the store of transcripts counts, from any thread; nil without one.
  public var transcriptFigures: (@Sendable () -> TranscriptFigures)? { feed?.reader }

  /// Tells everybody that the server stops, closes all connections and ends.
  public func stop() {
    guard isRunning else { return }
    isRunning = false
    board.askToStop()
    line.wake()
    thread.join()
    relay.stop()
    unwrittenRecords = feed?.stop() ?? 0
  }
}
