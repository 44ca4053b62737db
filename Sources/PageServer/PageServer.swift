// The information server as others see it: an address where pages are read, and an end.

import Hummingbird
import Logging

/// Why pages cannot be served.
public struct PageServerFault: Error {
  /// What the system or the library says.
  public let reason: String
}

/// Serves a shelf of pages over HTTP/1.1, on threads of the library's own.
///
/// Heads are limited by the library (80 KiB); bodies are not read.
public final class PageServer: Sendable {
  /// The port it listens on.
  public let port: Int
  private let run: Task<Void, Never>
  private let ended: OnceTold<Void>

  /// Listens and serves.
  ///
  /// - Parameters:
  ///   - consult: the consult server's address, which pages may connect to.
  ///   - address: of IPv4, in words; port 0 = the system picks one.
  ///   - metrics: the text at `/metrics`, made anew each time.
  public init(
    _ shelf: PageShelf, consult: String, address: String, port: Int,
    metrics: @escaping @Sendable () -> String
  ) throws(PageServerFault) {
    let start = OnceTold<Result<Int, PageServerFault>>()
    let ended = OnceTold<Void>()
    let answers = PageAnswers(shelf: shelf, consult: consult, metrics: metrics)
    let app = Application(
      router: answers.router(),
      configuration: .init(
        address: .hostname(address, port: port), serverName: nil),
      onServerRunning: { channel in start.tell(.success(channel.localAddress?.port ?? port)) },
      logger: Self.silent)
    run = Task.detached {
      do {
        try await app.run()
      } catch {
        start.tell(.failure(PageServerFault(reason: "\(error)")))
      }
      start.tell(.failure(PageServerFault(reason: "it ended at once")))
      ended.tell(())
    }
    self.ended = ended
    switch start.wait() {
    case .success(let port): self.port = port
    case .failure(let fault): throw fault
    }
  }

  /// Ends it; answers that are under way are finished.
  public func stop() {
    run.cancel()
    ended.wait()
  }

  /// The library says nothing by itself: it would write to standard output.
  private static var silent: Logger {
    var logger = Logger(label: "pages")
    logger.logLevel = .critical
    return logger
  }
}
