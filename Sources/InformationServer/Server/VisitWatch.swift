// One visitor's connection: when it comes and goes, and how long the visitor is waited for.

import NIOCore

/// Stands in each connection's pipeline, tells when it comes and goes, and ends it when its visitor
/// is too slow.
///
/// While a part of an answer is on its way the visitor is waited for to take it, at all other times
/// for a request. What comes buys no time; only what goes does.
final class VisitWatch: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny
  typealias OutboundIn = NIOAny

  private let connections: OpenConnections
  private let metrics: AnswerMetrics
  private let idleTime: TimeAmount
  private let patience: TimeAmount
  private let socketBytes: Int
  /// Parts of answers that the system has not taken yet.
  private var untaken = 0
  /// When the connection opened, or when a part was last taken.
  private var since = NIODeadline.now()
  private var timer: (rings: NIODeadline, task: Scheduled<Void>)?
  private var isOver = false

  init(_ connections: OpenConnections, _ limits: SiteLimits, _ metrics: AnswerMetrics) {
    self.connections = connections
    self.metrics = metrics
    idleTime = .nanoseconds(Int64(limits.idleSeconds * 1e9))
    patience = .nanoseconds(Int64(limits.patienceSeconds * 1e9))
    socketBytes = limits.socketBytes
  }

  func handlerAdded(context: ChannelHandlerContext) {
    connections.add(context.channel)
    // A connection that is gone already has no buffers to speak of.
    context.channel.setOption(
      .socketOption(.so_sndbuf), value: SocketOptionValue(socketBytes)
    ).whenComplete { _ in }
    setTimer(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    isOver = true
    timer?.task.cancel()
    timer = nil
    connections.remove(context.channel)
    context.fireChannelInactive()
  }

  /// The library answers with 400 and closes.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A connection that broke is its visitor's affair.
    if !(error is IOError) { metrics.record(.malformed) }
    context.fireErrorCaught(error)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
    if untaken == 0 { since = .now() }
    untaken += 1
    setTimer(context)
    taken.futureResult.assumeIsolated().whenComplete { _ in
      self.untaken -= 1
      self.since = .now()
      self.setTimer(context)
    }
    context.write(data, promise: taken)
  }

  private var due: NIODeadline { since + (untaken > 0 ? patience : idleTime) }

  /// A timer that rings too early looks again; one that would ring too late is replaced.
  private func setTimer(_ context: ChannelHandlerContext) {
    if isOver { return }
    if let timer {
      if timer.rings <= due { return }
      timer.task.cancel()
    }
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
      self.ring(context)
    }
    timer = (due, task)
  }

  private func ring(_ context: ChannelHandlerContext) {
    timer = nil
    if isOver { return }
    guard NIODeadline.now() >= due else { return setTimer(context) }
    metrics.record(untaken > 0 ? .stalled : .idle)
    isOver = true
    context.close(promise: nil)
  }
}
