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
  private let run: Task<Void, Never>

  private init(port: UInt16, run: Task<Void, Never>) {
    self.port = port
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
    let (starts, start) = AsyncStream.makeStream(of: Result<UInt16, SiteServerFault>.self)
    let app = Application(
      responder: SiteResponder(answers: SiteAnswers(content)),
      server: .http1(configuration: Self.connection(limits)),
      configuration: .init(
        address: .hostname(Self.words(address), port: Int(port)), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(
          limits.connections, logger: Self.silent)),
      onServerRunning: { channel in
        start.yield(.success(UInt16(truncatingIfNeeded: channel.localAddress?.port ?? 0)))
      },
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
      case .success(let port): return SiteServer(port: port, run: run)
      case .failure(let fault): throw fault
      }
    }
    throw SiteServerFault(reason: "it ended at once")
  }

  /// Ends it: nobody is let in any more, connections are closed, the port is free.
  public func stop() async {
    run.cancel()
    await run.value
  }

  private static func connection(_ limits: SiteLimits) -> HTTP1Channel.Configuration {
    .init(
      idleTimeout: .seconds(Int64(limits.idleSeconds)),
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
