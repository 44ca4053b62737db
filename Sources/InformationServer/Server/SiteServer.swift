// The information server as others see it: an address where pages are read, and an end.

import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Why pages cannot be served.
public struct SiteServerFault: Error {
  /// What the system or the library says.
  public let reason: String
}

/// Serves pages over HTTP/1.1, on a task of its own and threads of the library.
///
/// A command makes `SitePages` of its plan, starts this and stops it in the end:
///
///     let pages = try SitePages(plan)
///     let server = try SiteServer.started(
///       SiteContent(pages: pages, consult: consult, files: files, metrics: { … }),
///       address: 0x7F00_0001, port: 7080)
///     print("ready information=http://127.0.0.1:\(server.port)")
///     …
///     server.stopped()
public final class SiteServer: Sendable {
  /// The port it listens on.
  public let port: UInt16
  private let listening: any Channel
  private let connections: OpenConnections
  private let run: Task<Void, Never>

  private init(_ listening: any Channel, _ connections: OpenConnections, run: Task<Void, Never>) {
    port = UInt16(truncatingIfNeeded: listening.localAddress?.port ?? 0)
    self.listening = listening
    self.connections = connections
    self.run = run
  }

  /// Listens and serves.
  ///
  /// - Parameters:
  ///   - address: of IPv4, the first part highest.
  ///   - port: 0 lets the system pick one.
  /// - Throws: `SiteServerFault` when it cannot listen there.
  public static func start(
    _ content: SiteContent, address: UInt32, port: UInt16, limits: SiteLimits = SiteLimits()
  ) async throws(SiteServerFault) -> SiteServer {
    let (starts, start) = AsyncStream.makeStream(of: Result<any Channel, SiteServerFault>.self)
    let metrics = AnswerMetrics()
    metrics.begin()
    let connections = OpenConnections(metrics)
    let app = Application(
      responder: SiteResponder(answers: SiteAnswers(content), metrics: metrics),
      server: .http1(configuration: Self.connection(limits, connections, metrics)),
      configuration: .init(
        address: .hostname(Self.words(address), port: Int(port)), serverName: nil,
        availableConnectionsDelegate: ConnectionLimit(limits.connections, metrics)),
      onServerRunning: { start.yield(.success($0)) },
      logger: Self.silent)
    let run = Task.detached {
      do {
        try await app.run()
        start.yield(.failure(SiteServerFault(reason: "it ended at once")))
      } catch {
        start.yield(.failure(SiteServerFault(reason: Self.words(error))))
      }
      start.finish()
    }
    for await started in starts {
      switch started {
      case .success(let channel): return SiteServer(channel, connections, run: run)
      case .failure(let fault): throw fault
      }
    }
    throw SiteServerFault(reason: "it ended at once")
  }

  /// Ends it: nobody is let in any more and the port is free; answers that are under way are
  /// finished, but for those that take longer than five seconds; all connections are closed.
  public func stop() async {
    listening.close(promise: nil)
    connections.end()
    let deadline = Task { [run] in
      try await Task.sleep(for: .seconds(5))
      run.cancel()
    }
    await run.value
    deadline.cancel()
  }

  private static func connection(
    _ limits: SiteLimits, _ connections: OpenConnections, _ metrics: AnswerMetrics
  ) -> HTTP1Channel.Configuration {
    .init(
      additionalChannelHandlers: [VisitWatch(connections, limits, metrics)],
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes,
        maxHeaderFieldCount: limits.headFields))
  }

  /// The library says nothing by itself: it would write to standard output.
  private static var silent: Logger {
    Logger(label: "information server") { _ in SwiftLogNoOpLogHandler() }
  }

  private static func words(_ address: UInt32) -> String {
    [24, 16, 8, 0].map { String(address >> $0 & 0xFF) }.joined(separator: ".")
  }

  private static func words(_ error: any Error) -> String {
    guard let error = error as? IOError else { return "\(error)" }
    // Safety: the C library's text is copied at once.
    return unsafe String(cString: strerror(error.errnoCode))
  }
}
