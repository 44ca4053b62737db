// `sangdam serve --echo`: frames sent back, or to a partner.

import ArgumentParser
import CPlatform
import ChatRelay
import WebSockets

extension ServeCommand {
  func runEcho(_ echo: EchoAddress, until signals: EndingSignals) throws {
    let most = sangdam_raise_open_files()
    if limits.connections * loops + 64 > most {
      Output.complain("only \(most) files may be open: fewer connections than asked will be.")
    }
    let place = EchoAddress(address: echo.address, port: port ?? echo.port)
    let relay: Relay
    do throws(RelayFault) {
      relay = try Relay(
        address: place.address, port: place.port, loops: loops,
        arrangement: pairs ? .pairs : .echo, limits: limits.relayLimits(connectionsPerAddress: 0),
        meter: ThreadAllocations.meter)
    } catch {
      Output.complain(Self.words(of: error, place))
      throw ExitCode(ExitStatus.invalidRun)
    }
    try Output.write("ready echo=ws://\(EchoAddress(address: echo.address, port: relay.port))/\n")
    signals.wait()
    relay.stop()
    if !quiet { Output.report(CountLines(relay.counts).text) }
  }

  /// Why a relay does not run, in a sentence.
  static func words(of fault: RelayFault, _ place: EchoAddress) -> String {
    switch fault {
    case .cannotListen(let code): "cannot listen on \(place): \(Output.reason(code))."
    case .noLoop(let code): "the system gives no loop: \(Output.reason(code))."
    }
  }
}
