// `sangdam serve`: so far the echo of its frames alone.

import ArgumentParser
import CPlatform
import ChatRelay
import Foundation
import WebSockets

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve WebSockets that echo what they receive.",
    usage: "sangdam serve --echo [<address>] [<options>]",
    discussion: """
      Speaks RFC 6455 without extensions, so that a conformance suite or a client's author can \
      try frames against it. Prints `ready echo=ws://…` when it accepts connections, stops on \
      Ctrl-C or SIGTERM, and then says on standard error what it counted.

      Examples:
        sangdam serve --echo
        sangdam serve --echo 127.0.0.1:9001 --loops 2
      """)

  @Option(
    name: .customLong("echo"), defaultAsFlag: EchoAddress.usual,
    help: ArgumentHelp("Echo at this address and port of IPv4.", valueName: "address"))
  var echo: EchoAddress?

  @Option(
    help: ArgumentHelp("The port; 0 = the system picks one, and it is printed.", valueName: "n"))
  var port: UInt16?

  @Option(help: ArgumentHelp("Threads, each with its own connections.", valueName: "n"))
  var loops = 1

  @Flag(
    help: "Join connections two by two, in the order they come to a loop, instead of echoing.")
  var pairs = false

  @OptionGroup(title: "Limits") var limits: RelayOptions

  @Flag(help: "Say nothing of what was counted.")
  var quiet = false

  func validate() throws {
    guard let echo else {
      throw ValidationError("serve can do --echo only: the consult server is not there yet.")
    }
    if port != nil, echo.port != EchoAddress.usual.port {
      throw ValidationError("--echo names a port already: leave --port out.")
    }
    if loops < 1 || loops > 64 {
      throw ValidationError("--loops is \(loops); allowed are 1 to 64.")
    }
  }

  func run() throws {
    guard let echo else { return }
    // Threads inherit what is blocked here; only this one waits for the signals.
    var signals = sigset_t()
    // Safety: the set is a variable of this function, initialised by sigemptyset.
    unsafe sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let most = sangdam_raise_open_files()
    if limits.connections * loops + 64 > most {
      Output.complain("only \(most) files may be open: fewer connections than asked will be.")
    }
    let relay: Relay
    do throws(RelayFault) {
      relay = try Relay(
        address: echo.address, port: port ?? echo.port, loops: loops,
        arrangement: pairs ? .pairs : .echo, limits: limits.relayLimits,
        meter: ThreadAllocations.meter)
    } catch {
      Output.complain(words(of: error, echo))
      throw ExitCode(ExitStatus.invalidRun)
    }
    try Output.write("ready echo=ws://\(EchoAddress(address: echo.address, port: relay.port))/\n")
    var number: Int32 = 0
    unsafe _ = sigwait(&signals, &number)
    // A second signal ends the program at once.
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    relay.stop()
    if !quiet { Output.report(CountLines(relay.counts).text) }
  }

  private func words(of fault: RelayFault, _ echo: EchoAddress) -> String {
    switch fault {
    case .cannotListen(let code):
      let place = EchoAddress(address: echo.address, port: port ?? echo.port)
      return "cannot listen on \(place): \(Output.reason(code))."
    case .noLoop(let code): return "the system gives no loop: \(Output.reason(code))."
    }
  }
}
