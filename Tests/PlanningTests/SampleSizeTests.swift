// How much is simulated for a certificate: enough to settle, never more than the stated cost.

import Consulting
@testable import Planning
@testable import Reports
import Scenarios
import Testing

@Suite("The size of a check") struct SampleSizeTests {
  private func model(
    _ agents: Int, load: Double, patience: Double? = nil, limit: Int? = nil
  ) -> NearestModel {
    NearestModel(
      agents: agents, chatsAtOnce: 1, arrivalsPerSecond: load / 200,
      meanEffort: SimulationTime(seconds: 200),
      meanPatience: patience.map { SimulationTime(seconds: $0) }, limit: limit,
      within: SimulationTime(seconds: 20), span: nil, simplifications: [])
  }

  private func contacts(_ size: SampleSize, _ model: NearestModel) -> Double {
    Double(size.replications) * (size.warmup + size.counted).seconds * model.arrivalsPerSecond
  }

  @Test("the crowd of a long line counts, and a limit beyond it changes nothing")
  func crowds() {
    #expect(
      SampleSize(
        model(10, load: 20, limit: 100_000), delayed: 1, crowd: 99_990, runContacts: 0) == nil)
    let patient = model(100, load: 200, patience: 36_000)
    var limited = patient
    limited.limit = 40_000
    let seconds = { SampleSize.relaxationSeconds(of: $0) }
    #expect(seconds(patient) == 36_000 && seconds(limited) == 36_000)
    // Patience would let the line grow to 18,000: at 500 the limit decides, and sooner.
    limited.limit = 600
    #expect(seconds(limited) < 36_000)
  }

  @Test("a check costs a third of its run's customers, 50,000 at least, a million at most")
  func bounds() throws {
    let model = model(20, load: 17, patience: 200)
    for (run, most) in [(0, 50_000.0), (600_000, 200_000), (90_000_000, 1_000_000)] {
      let size = try #require(SampleSize(model, delayed: 0.001, crowd: 17, runContacts: Int64(run)))
      // 40 replications begin with a crowd of 17 each.
      #expect(abs(contacts(size, model) + 40 * 17 - most) < 1)
    }
  }

  @Test("no more is simulated than a precision of one in a hundred needs")
  func precision() throws {
    let model = model(1, load: 3, patience: 200)
    let size = try #require(SampleSize(model, delayed: 0.9, crowd: 3, runContacts: 90_000_000))
    #expect(contacts(size, model) < 200_000)
  }

  @Test("ten thousand agents are within reach, a queue that hardly keeps up is not")
  func reach() {
    let large = model(10_000, load: 9_500, patience: 200)
    #expect(SampleSize(large, delayed: 0.1, crowd: 9_500, runContacts: 0)?.replications == 10)
    #expect(SampleSize(model(10, load: 9.99), delayed: 0.99, crowd: 1_000, runContacts: 0) == nil)
  }

  @Test("a wait that comes in one spell of a whole check is not checked")
  func spells() throws {
    // Ten agents at 98 % load, who leave nobody: most checks see no customer wait so long.
    var crowded = model(10, load: 9.8)
    crowded.meanEffort = SimulationTime(seconds: 60)
    crowded.arrivalsPerSecond = 9.8 / 60
    crowded.within = SimulationTime(seconds: 1656)
    let exact = try #require(crowded.exact)
    let size = try #require(
      SampleSize(crowded, delayed: 0.9, crowd: exact.meanInSystem, runContacts: 588))
    let level = Metric.serviceLevel(within: crowded.within, variant: .offered)
    #expect(size.spells * exact.spellShare(of: level) < 5)
    #expect(size.spells * exact.spellShare(of: .figure(.waitMean)) > 20)
  }

  @Test("how long a queue remembers: known cases")
  func memory() {
    let seconds = { SampleSize.relaxationSeconds(of: $0) }
    // M/M/1 at half load: 1/(√μ − √λ)², A. K. Erlang's queue in Cohen's book: 11.66/μ.
    #expect(abs(seconds(model(1, load: 0.5)) / 200 - 11.6569) < 1e-3)
    // M/M/∞: each customer is forgotten with his own chat.
    #expect(seconds(model(1_000, load: 100)) == 200)
    // A line of patience alone: θ.
    #expect(seconds(model(10, load: 100, patience: 5_000)) == 5_000)
    // M/M/1/2: the eigenvalues of three states are 0, −λ − μ ± √(λμ).
    let three = seconds(model(1, load: 1, limit: 2)) / 200
    #expect(abs(three - 1) < 1e-9)
  }
}
