// The limits of the relay as options.

import ArgumentParser
import ChatRelay
import WebSockets

struct RelayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Connections of a loop at once.", valueName: "n"))
  var connections = RelayLimits().connections

  @Option(
    help: ArgumentHelp(
      "Connections of one address at once (default: 1000; of --echo, 0 = all of them).",
      valueName: "n"))
  var connectionsPerAddress: Int?

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

  @Option(
    help: ArgumentHelp(
      "What the system keeps for a connection, each way.", valueName: "bytes"))
  var socketBytes = RelayLimits().socketBytes

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
    help: ArgumentHelp(
      "Messages that a connection may write in its dialogues; 0 = as many as it can.",
      valueName: "n a second"))
  var messagesPerSecond = 200

  @Option(
    help: ArgumentHelp("As many of them at once, after a pause.", valueName: "n"))
  var messagesAtOnce = 4_000

  @Option(
    help: ArgumentHelp(
      "Control messages that a connection may write; 0 = as many as it can.",
      valueName: "n a second"))
  var controlsPerSecond = 20

  @Option(
    help: ArgumentHelp(
      "As many of them at once, after a pause; each KiB beyond the first is one more.",
      valueName: "n"))
  var controlsAtOnce = 100

  @Option(help: ArgumentHelp("Largest control message.", valueName: "bytes"))
  var controlBytes = RelayLimits().controlBytes

  @Option(
    name: .customLong("origin"), parsing: .singleValue,
    help: ArgumentHelp(
      "A page's origin that may connect (repeatable; default: any).", valueName: "origin"))
  var origins: [String] = []

  @Flag(
    help: """
      Take a connection's address from the last X-Forwarded-For of its request: for a server that
      only a proxy can reach. docs/tls.md
      """)
  var behindProxy = false

  func validate() throws {
    try check("--connections", connections, 1...1_000_000)
    try check("--connections-per-address", connectionsPerAddress ?? 0, 0...1_000_000)
    try check("--messages-per-second", messagesPerSecond, 0...1_000_000)
    try check("--messages-at-once", messagesAtOnce, 1...1_000_000)
    try check("--controls-per-second", controlsPerSecond, 0...1_000_000)
    try check("--controls-at-once", controlsAtOnce, 1...1_000_000)
    try check("--control-bytes", controlBytes, 125...65_536)
    try check("--frame-bytes", frameBytes, 125...(1 << 24))
    try check("--message-bytes", messageBytes, 125...(1 << 30))
    try check("--head-bytes", headBytes, 256...RelayLimits.mostHeadBytes)
    try check("--parked-bytes", parkedBytes, 1_024...(1 << 30))
    try check("--socket-bytes", socketBytes, 8_192...(1 << 30))
    try check("--handshake-seconds", handshakeSeconds, 0.1...3_600)
    try check("--idle-seconds", idleSeconds, 0.1...86_400)
    try check("--patience-seconds", patienceSeconds, 0.1...3_600)
  }

  /// The limits that the options name.
  ///
  /// - Parameter connectionsPerAddress: where the options name none; 0 = all of them.
  func relayLimits(connectionsPerAddress usual: Int) -> RelayLimits {
    var limits = RelayLimits()
    limits.connections = connections
    limits.connectionsPerAddress = connectionsPerAddress ?? usual
    limits.messagesPerSecond = messagesPerSecond
    limits.messagesAtOnce = messagesAtOnce
    limits.controlsPerSecond = controlsPerSecond
    limits.controlsAtOnce = controlsAtOnce
    limits.controlBytes = controlBytes
    if behindProxy { limits.forwarding = .lastForwardedFor }
    limits.frames = FrameLimits(payloadBytes: frameBytes, messageBytes: messageBytes)
    limits.headBytes = headBytes
    limits.parkedBytes = parkedBytes
    limits.socketBytes = socketBytes
    limits.handshakeTime = .seconds(handshakeSeconds)
    limits.idleTime = .seconds(idleSeconds)
    limits.pongTime = .seconds(patienceSeconds)
    limits.frameTime = .seconds(patienceSeconds)
    limits.stallTime = .seconds(patienceSeconds)
    if !origins.isEmpty { limits.origins = .only(origins) }
    return limits
  }
}
