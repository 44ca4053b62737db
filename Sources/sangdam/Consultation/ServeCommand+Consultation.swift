// `sangdam serve SCENARIO`: the information server and the consult server.

import ArgumentParser
import CPlatform
import ChatRelay
import ConsultServer
import Consultation
import Consulting
import Foundation
import InformationServer
import Scenarios
import WebPages

extension ServeCommand {
  func runConsultation(_ scenario: String, until signals: EndingSignals) throws {
    let plan = try ScenarioOptions.plan(at: scenario, overrides: consultation.overrides)
    let pages = try consultation.pages(of: plan)
    let locations = try AnsweredLocations(consultation, plan)
    let credentials = try openCredentials()
    try checkAgents()
    _ = sangdam_raise_open_files()
    let place = consultation.consult ?? EchoAddress.usual
    var settings = ConsultSettings(
      plan, pages: consultation.directory(pages, of: plan, locations.partners),
      credentials: credentials)
    settings.locations = locations.here
    settings.agents = consultation.agents
    settings.address = place.address
    settings.port = place.port
    limit(&settings)
    let transcripts = try consultation.openTranscripts(frameBytes: limits.frameBytes)
    let server: ConsultServer
    do throws(ConsultServerFault) {
      server = try ConsultServer(
        settings, meter: ThreadAllocations.meter, transcripts: transcripts)
    } catch {
      throw Self.exit(after: error, place)
    }
    defer { server.stop() }
    let consult = "ws://\(EchoAddress(address: place.address, port: server.port))"
    let information = try serve(pages, of: plan, locations, consult: consult, server)
    defer { information.server.stopped() }
    try Output.write("ready information=http://\(information.place) consult=\(consult)\n")
    if !quiet {
      let links = VisitLinks(
        information: information.place, pages: pages, plan: plan, locations: locations.here,
        credentials: credentials, now: Int64(Date().timeIntervalSince1970))
      Output.report(links.lines(forTerminal: Terminal.isPerson(at: 2)))
    }
    signals.wait()
    information.server.stopped()
    server.stop()
    if server.unwrittenRecords > 0 {
      Output.complain("\(server.unwrittenRecords) records of transcripts could not be written.")
    }
    if !quiet { Output.report(CountLines(server.relayCounts).text) }
  }

  private func openCredentials() throws -> Credentials {
    do throws(CredentialsFault) {
      return try Credentials(path: consultation.credentials)
    } catch {
      Output.complain(error.words(of: consultation.credentials))
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  /// Looks whether the file of agents can be used; the server reads it itself.
  private func checkAgents() throws {
    guard let file = consultation.agents else { return }
    do throws(CredentialsFault) {
      _ = try AgentSecrets(path: file)
    } catch {
      Output.complain(error.words(of: file))
      throw ExitCode(ExitStatus.wrongInput)
    }
  }

  /// Sets the limits, and how much is told, as the options have them.
  private func limit(_ settings: inout ConsultSettings) {
    settings.limits = limits.relayLimits(connectionsPerAddress: 1_000)
    settings.firstMessageTime = .seconds(consultation.firstMessageSeconds)
    settings.deskLimits.customers = consultation.customers
    settings.deskLimits.readers = consultation.invite ? consultation.readers : 0
    settings.deskLimits.invitationTime = SimulationTime(
      nanoseconds: Int64(consultation.invitationSeconds * 1e9))
    settings.deskLimits.resumeTime = SimulationTime(
      nanoseconds: Int64(consultation.resumeSeconds * 1e9))
    settings.logger = consultation.logLevel.logger
  }

  /// The information server, and where it is.
  private func serve(
    _ pages: SitePages, of plan: Plan, _ locations: AnsweredLocations, consult: String,
    _ server: ConsultServer
  ) throws -> (server: SiteServer, place: EchoAddress) {
    let place = consultation.information ?? ConsultationOptions.usualInformation
    let named = consultation.publicConsult ?? consult
    guard let address = ConsultAddress(named) else {
      throw ValidationError(
        "--public-consult is \(named); allowed are ws://host:port and wss://host:port.")
    }
    let counts = server.counts
    let metrics = ConsultationMetrics(counts, transcripts: server.transcriptFigures)
    RecordedMetrics.begin(beside: metrics.all)
    let document = StatusDocument(plan)
    let files = WebPage.all.map { page in
      (
        page.path,
        WebFiles.File(
          contentType: page.contentType, bytes: page.bytes,
          readers: page.isWidgets ? .allPages : .ownPages)
      )
    }
    var content = SiteContent(
      pages: pages, consult: address,
      files: WebFiles(Dictionary(files, uniquingKeysWith: { first, _ in first })),
      metrics: { metrics.all + RecordedMetrics.all }, status: { document.text(counts().0) })
    content.elsewhere = locations.elsewhere
    content.partners = locations.partners
    content.invites = consultation.invite
    do throws(SiteServerFault) {
      let information = try SiteServer.started(
        content, address: place.address, port: place.port, limits: pageLimits.limits)
      return (information, EchoAddress(address: place.address, port: information.port))
    } catch {
      Output.complain("cannot serve pages at \(place): \(error.reason).")
      throw ExitCode(ExitStatus.invalidRun)
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
    case .transcripts(let fault):
      Output.complain("cannot keep transcripts: \(fault).")
      return ExitCode(ExitStatus.invalidRun)
    case .noThread:
      Output.complain("the system gives no thread.")
      return ExitCode(ExitStatus.invalidRun)
    }
  }
}
