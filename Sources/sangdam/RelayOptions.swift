// The limits of the relay as options.

import ArgumentParser
import ChatRelay
import WebSockets

struct RelayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Connections of a loop at once.", valueName: "n"))
  var connections = RelayLimits().connections

  @Option(help: ArgumentHelp("Largest payload of a frame.", valueName: "bytes"))
  var frameBytes = RelayLimits().frames.payloadBytes

  @Option(help: ArgumentHelp("Largest message.", valueName: "bytes"))
  var messageBytes = RelayLimits().frames.messageBytes

  @Option(help: ArgumentHelp("Largest head of a request to connect.", valueName: "bytes"))
  var headBytes = RelayLimits().headBytes

  @Option(
    help: ArgumentHelp(
      "What is kept for a connection that takes it too slowly; with more it is closed.",
      valueName: "bytes"))
  var parkedBytes = RelayLimits().parkedBytes

  @Option(help: ArgumentHelp("Until the head of a request is whole.", valueName: "seconds"))
  var handshakeSeconds = 10.0

  @Option(
    help: ArgumentHelp("Without a byte until a sign of life is asked for.", valueName: "seconds"))
  var idleSeconds = 60.0

  @Option(
    help: ArgumentHelp(
      "For a sign of life, for the rest of a frame, and for taking anything.",
      valueName: "seconds"))
  var patienceSeconds = 20.0

  @Option(
    name: .customLong("origin"), parsing: .singleValue,
    help: ArgumentHelp(
      "A page's origin that may connect (repeatable; default: any).", valueName: "origin"))
  var origins: [String] = []

  func validate() throws {
    try check("--connections", connections, 1...1_000_000)
    try check("--frame-bytes", frameBytes, 125...(1 << 24))
    try check("--message-bytes", messageBytes, 125...(1 << 30))
    try check("--head-bytes", headBytes, 256...RelayLimits.mostHeadBytes)
    try check("--parked-bytes", parkedBytes, 1_024...(1 << 30))
    try check("--handshake-seconds", handshakeSeconds, 0.1...3_600)
    try check("--idle-seconds", idleSeconds, 0.1...86_400)
    try check("--patience-seconds", patienceSeconds, 0.1...3_600)
  }

  private func check<Value>(
    _ option: String, _ value: Value, _ allowed: ClosedRange<Value>
  ) throws {
    guard !allowed.contains(value) else { return }
    throw ValidationError(
      "\(option) is \(value); allowed are \(allowed.lowerBound) to \(allowed.upperBound).")
  }

  /// The limits that the options name.
  var relayLimits: RelayLimits {
    var limits = RelayLimits()
    limits.connections = connections
    limits.frames = FrameLimits(payloadBytes: frameBytes, messageBytes: messageBytes)
    limits.headBytes = headBytes
    limits.parkedBytes = parkedBytes
    limits.handshakeTime = .seconds(handshakeSeconds)
    limits.idleTime = .seconds(idleSeconds)
    limits.pongTime = .seconds(patienceSeconds)
    limits.frameTime = .seconds(patienceSeconds)
    limits.stallTime = .seconds(patienceSeconds)
    if !origins.isEmpty { limits.origins = .only(origins) }
    return limits
  }
}
