// `sangdam serve SCENARIO`: the consultation consultation.

import ArgumentParser
import CPlatform
import ChatRelay
import ConsultServer
import Consultation
import Consulting
import Scenarios

extension ServeCommand {
  func runConsultation(_ scenario: String, until signals: EndingSignals) throws {
    let plan = try ScenarioOptions.plan(at: scenario, overrides: consultation.overrides)
    let credentials: Credentials
    do throws(CredentialsFault) {
      credentials = try Credentials(path: consultation.credentials)
    } catch {
      Output.complain(words(of: error))
      throw ExitCode(ExitStatus.wrongInput)
    }
    _ = sangdam_raise_open_files()
    let place = consultation.consult ?? EchoAddress.usual
    var settings = ConsultSettings(plan, pages: try directory(of: plan), credentials: credentials)
    settings.address = place.address
    settings.port = place.port
    settings.limits = limits.relayLimits
    settings.deskLimits.resumeTime = SimulationTime(
      nanoseconds: Int64(consultation.resumeSeconds * 1e9))
    let server: ConsultServer
    do throws(ConsultServerFault) {
      server = try ConsultServer(settings, meter: ThreadAllocations.meter)
    } catch {
      throw Self.exit(after: error, place)
    }
    try Output.write(
      "ready consult=ws://\(EchoAddress(address: place.address, port: server.port))\n")
    signals.wait()
    server.stop()
    if !quiet { Output.report(CountLines(server.relayCounts).text) }
  }

  /// The page of each stream, as the information server has it.
  private func directory(of plan: Plan) throws -> PageDirectory {
    do throws(CodeFault) {
      var pages: [IdentificationCode: PageDirectory.Page] = [:]
      for stream in plan.demand {
        let code = try IdentificationCode(
          language: stream.language, document: stream.document, location: stream.location,
          server: stream.site)
        let site = plan.sites[stream.site]
        pages[code] = PageDirectory.Page(
          path: "/\(site.id)/\(stream.language.text)/\(stream.document.digits)",
          server: "http://\(site.address ?? "127.0.0.1:7080")")
      }
      return PageDirectory(issuer: try Issuer(plan.name), pages: pages)
    } catch {
      Output.complain("\(plan.name): a page of the scenario has no code: \(error).")
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  private func words(of fault: CredentialsFault) -> String {
    let file = consultation.credentials
    return switch fault {
    case .unreadable(let code): "\(file) cannot be read or made: \(Output.reason(code))."
    case .openToOthers:
      "\(file) may be read by others than its owner: chmod 600 it, or name another file."
    case .malformed: "\(file) is no {\"key\": …} with 64 hexadecimal digits."
    }
  }

  private static func exit(after fault: ConsultServerFault, _ place: EchoAddress) -> ExitCode {
    switch fault {
    case .relay(let fault):
      Output.complain(words(of: fault, place))
      return ExitCode(ExitStatus.invalidRun)
    case .desk(.code(let fault)):
      Output.complain("a page of the scenario has no code: \(fault).")
      return ExitCode(ExitStatus.wrongInput)
    case .desk(.matchWindow):
      Output.complain(
        "routing.match-window is for simulate alone: --set routing.match-window=0s leaves it out.")
      return ExitCode(ExitStatus.wrongInput)
    case .noThread:
      Output.complain("the system gives no thread.")
      return ExitCode(ExitStatus.invalidRun)
    }
  }
}
