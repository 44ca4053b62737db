// `sangdam serve`: the consultation service of a scenario, or the echo of its frames.

import ArgumentParser
import ChatRelay

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve consultations: pages with codes, a consult server, agents.",
    usage: """
      sangdam serve <scenario> [--information <address>] [--consult <address>] [<options>]
      sangdam serve --echo [<address>] [<options>]
      """,
    discussion: """
      Takes customers and agents of a scenario over WebSocket (docs/protocol.md). Prints `ready \
      information=http://… consult=ws://…` when it accepts connections, stops on Ctrl-C or \
      SIGTERM, and then says on standard error what it counted. With --echo it sends back what \
      it receives, so that a conformance suite or a client's author can try frames against it.

      Examples:
        sangdam serve scenarios/three-parties.yaml
        sangdam serve shop.yaml --consult 127.0.0.1:0 --credentials secrets.json
        sangdam serve --echo 127.0.0.1:9001 --loops 2
      """)

  @Argument(help: "The scenario file; - reads standard input.")
  var scenario: String?

  @OptionGroup(title: "Consultation") var consultation: ConsultationOptions

  @Option(
    name: .customLong("echo"), defaultAsFlag: EchoAddress.usual,
    help: ArgumentHelp("Echo at this address and port of IPv4.", valueName: "address"))
  var echo: EchoAddress?

  @Option(
    help: ArgumentHelp(
      "The port of --echo; 0 = the system picks one, and it is printed.", valueName: "n"))
  var port: UInt16?

  @Option(help: ArgumentHelp("Threads of --echo, each with its own connections.", valueName: "n"))
  var loops = 1

  @Flag(
    help: """
      With --echo: join connections two by two, in the order they come to a loop.
      """)
  var pairs = false

  @OptionGroup(title: "Limits") var limits: RelayOptions

  @OptionGroup(title: "Limits of pages") var pageLimits: PageOptions

  @Flag(help: "Say nothing of what was counted.")
  var quiet = false

  func validate() throws {
    if echo == nil, scenario == nil {
      throw ValidationError("serve wants a scenario, or --echo.")
    }
    if echo != nil, let scenario {
      throw ValidationError(
        "\(scenario) is no address for --echo, such as 127.0.0.1:9001; a scenario goes without it.")
    }
    if echo == nil, port != nil || loops != 1 || pairs {
      throw ValidationError("--port, --loops and --pairs belong to --echo.")
    }
    if port != nil, echo?.port != EchoAddress.usual.port {
      throw ValidationError("--echo names a port already: leave --port out.")
    }
    if loops < 1 || loops > 64 {
      throw ValidationError("--loops is \(loops); allowed are 1 to 64.")
    }
  }

  func run() throws {
    let signals = EndingSignals()
    if let echo { try runEcho(echo, until: signals) }
    guard let scenario else { return }
    #if CONSULTATION
      try runConsultation(scenario, until: signals)
    #else
      Output.complain(
        "cannot serve \(scenario): this program was built for planning alone. "
          + "`make serve`, or `swift build -c release --product sangdam`, builds all of it.")
      throw ExitCode(ExitStatus.invalidRun)
    #endif
  }
}
