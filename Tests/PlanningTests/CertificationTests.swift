// What a certificate finds: a sound engine passes, a slightly wrong one fails.

import Consulting
import Planning
import Reports
import Scenarios
import Testing
import VirtualTime

@Suite("The certificate") struct CertificationTests {
  @Test("a sound engine passes, whatever the number of threads")
  func sound() throws {
    let run = try Run()
    let certificates = [1, 2, 3].map {
      Certification(threads: $0).certificate(of: run.document, plan: run.plan)
    }
    #expect(certificates[0] == certificates[1] && certificates[1] == certificates[2])
    let issued = try #require(certificates[0].issued)
    #expect(issued.verdict == .passed && issued.check.figures.count == 5)
    #expect(issued.model.notation == "M/M/4+M" && issued.model.simplifications.isEmpty)
  }

  @Test("efforts 2 % too long are found beside a run of 900,000 customers")
  func longerEffort() throws {
    let certificate = try Run(
      contacts: 900_000, demand: [Run.stream("ask", "arrivals: {rate: 150/h}")],
      agents: [Run.group("desk", "count: 35")]
    ).certificate { $0.demand[0].effort = .exponential(meanSeconds: 612) }
    #expect(certificate.isFailed && certificate.issued?.isRepeated == true)
  }

  @Test("a missing agent of ten is found")
  func missingAgent() throws {
    let certificate = try Run(
      demand: [Run.stream("ask", "arrivals: {rate: 50/h}")],
      agents: [Run.group("desk", "count: 10")]
    ).certificate { $0.agents[0].staffing = Steps(constant: 9) }
    #expect(certificate.isFailed)
  }

  @Test("patience that runs 10 % too slowly is found")
  func slowPatience() throws {
    let certificate = try Run(agents: [Run.group("desk", "count: 3")]).certificate {
      $0.demand[0].patience = .exponential(meanSeconds: 330)
    }
    #expect(certificate.isFailed)
  }

  @Test("times of the right mean and the wrong shape are found")
  func wrongShape() throws {
    let certificate = try Run(agents: [Run.group("desk", "count: 3")]).certificate {
      $0.demand[0].effort = .fixed(SimulationTime(seconds: 600))
    }
    #expect(certificate.isFailed)
  }

  @Test("customers who leave though nobody should are found")
  func leavingWithoutPatience() throws {
    let patient = Run.stream("ask", "arrivals: {rate: 12/h}", patience: "never")
    let certificate = try Run(demand: [patient]).certificate {
      $0.demand[0].patience = .exponential(meanSeconds: 36_000)
    }
    #expect(certificate.isFailed)
  }

  @Test("a suspicion that a second simulation does not confirm is none")
  func unconfirmed() throws {
    let certificate = try Run().certificate { plan in
      if plan.name == "first" { plan.demand[0].effort = .exponential(meanSeconds: 700) }
    }
    let issued = try #require(certificate.issued)
    #expect(issued.isRepeated && issued.verdict == .passed)
  }

  @Test("an interrupted run has no certificate")
  func interrupted() throws {
    let run = try Run()
    let control = RunControl()
    control.cancel()
    let certificate = Certification(threads: 1, control: control)
      .certificate(of: run.document, plan: run.plan)
    #expect(certificate.reason == "the check was interrupted")
    let tally = Simulation(run.plan).run(threads: 1, control: control)
    let partial = ResultDocument.simulation(
      plan: run.plan, tally: tally, engine: run.document.engine)
    let reason = Certification(threads: 1).certificate(of: partial, plan: run.plan).reason
    #expect(reason == "the run was interrupted")
  }

  @Test("a queue that cannot keep up has no model, one that hardly does none in reach")
  func unstable() throws {
    func reason(_ rate: String) throws -> String? {
      let patient = Run.stream("ask", "arrivals: {rate: \(rate)}", patience: "never")
      let run = try Run(demand: [patient])
      return Certification(threads: 1).certificate(of: run.document, plan: run.plan).reason
    }
    #expect(try reason("25/h")?.contains("no steady state") == true)
    #expect(try reason("23.99/h")?.contains("too slowly") == true)
    #expect(try reason("18/h") == nil)
  }

  @Test("where the busiest period has no steady state the next one stands in")
  func nextPeriod() throws {
    let peak = Run.stream(
      "ask", "arrivals: {periods: 1h, rates: [10/h, 40/h, 15/h, 5/h]}", patience: "never")
    let run = try Run("report-every: 1h", demand: [peak])
    let certificate = Certification(threads: 1).certificate(of: run.document, plan: run.plan)
    #expect(certificate.issued?.model.span?.lowerBound == SimulationTime(seconds: 7200))
  }
}
