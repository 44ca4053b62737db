// The connections that are open, so that a server that stops can end them in their own time.

import NIOCore
import Synchronization

/// The open connections of a server.
///
/// The library itself ends them well only together with a whole program.
final class OpenConnections: Sendable {
  private struct Store {
    var channels: [ObjectIdentifier: any Channel] = [:]
    var isEnding = false
  }

  private let store = Mutex(Store())
  private let metrics: AnswerMetrics

  init(_ metrics: AnswerMetrics) { self.metrics = metrics }

  /// Asks each to close once its answers are written; those that are just being opened, too.
  func end() {
    let channels = store.withLock { store in
      store.isEnding = true
      return Array(store.channels.values)
    }
    for channel in channels { Self.end(channel) }
  }

  func add(_ channel: any Channel) {
    let isEnding = store.withLock { store in
      store.channels[ObjectIdentifier(channel)] = channel
      metrics.set(connections: store.channels.count)
      return store.isEnding
    }
    // Later: the handlers that obey are only being put behind this one.
    if isEnding { channel.eventLoop.execute { Self.end(channel) } }
  }

  func remove(_ channel: any Channel) {
    store.withLock { store in
      _ = store.channels.removeValue(forKey: ObjectIdentifier(channel))
      metrics.set(connections: store.channels.count)
    }
  }

  private static func end(_ channel: any Channel) {
    channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
  }
}
