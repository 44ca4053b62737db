// `sangdam serve SCENARIO`: the information server and the consult server.

import ArgumentParser
import CPlatform
import ChatRelay
import ConsultServer
import Consultation
import Consulting
import PageServer
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
    defer { server.stop() }
    let consult = "ws://\(EchoAddress(address: place.address, port: server.port))"
    let (pages, information) = try servePages(of: plan, consult: consult, server)
    try Output.write("ready information=http://\(information) consult=\(consult)\n")
    signals.wait()
    pages.stop()
    server.stop()
    if !quiet { Output.report(CountLines(server.relayCounts).text) }
  }

  /// The information server, and where it is.
  private func servePages(
    of plan: Plan, consult: String, _ server: ConsultServer
  ) throws -> (PageServer, EchoAddress) {
    let place = consultation.information ?? ConsultationOptions.usualInformation
    let shelf = try shelf(of: plan, consult: consult)
    do throws(PageServerFault) {
      let counts = server.counts
      let metrics = ConsultationMetrics(counts)
      let pages = try PageServer(
        shelf, consult: consult, address: place.host, port: Int(place.port),
        metrics: { metrics.text })
      let port = UInt16(truncatingIfNeeded: pages.port)
      return (pages, EchoAddress(address: place.address, port: port))
    } catch {
      Output.complain("cannot serve pages at \(place): \(error.reason).")
      throw ExitCode(ExitStatus.invalidRun)
    }
  }

  private func shelf(of plan: Plan, consult: String) throws -> PageShelf {
    do throws(ScenarioPages.Fault) {
      let made = try ScenarioPages(plan, consult: consult)
      return PageShelf(issuer: made.issuer, pages: made.pages)
    } catch {
      Output.complain("\(plan.name): a page of the scenario has no code: \(error).")
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  /// The page of each code, at the information server of this program.
  private func directory(of plan: Plan) throws -> PageDirectory {
    // The paths do not depend on where the consult server is.
    let shelf = try shelf(of: plan, consult: "")
    var pages: [IdentificationCode: PageDirectory.Page] = [:]
    for page in shelf.pages {
      guard let code = page.code else { continue }
      pages[code] = PageDirectory.Page(path: page.path, server: nil)
    }
    return PageDirectory(issuer: shelf.issuer, pages: pages)
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
