// The information server for callers that are not asynchronous: a command's own thread.

import Foundation
import Synchronization

extension SiteServer {
  /// As `start`, waiting for it; not to be called on threads of the concurrency runtime.
  public static func started(
    _ content: SiteContent, address: UInt32, port: UInt16, limits: SiteLimits = SiteLimits()
  ) throws(SiteServerFault) -> SiteServer {
    let result = waited { () -> Result<SiteServer, SiteServerFault> in
      do throws(SiteServerFault) {
        return .success(
          try await start(content, address: address, port: port, limits: limits))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// As `stop`, waiting for it; not to be called on threads of the concurrency runtime.
  public func stopped() {
    Self.waited { await self.stop() }
  }

  /// What becomes of some asynchronous work.
  private static func waited<Value: Sendable>(
    for work: @escaping @Sendable () async -> Value
  ) -> Value {
    let result = Kept<Value>()
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      let value = await work()
      result.value.withLock { $0 = value }
      isDone.signal()
    }
    isDone.wait()
    guard let value = result.value.withLock({ $0 }) else {
      preconditionFailure("the work signalled before it was done")
    }
    return value
  }

  private final class Kept<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}
