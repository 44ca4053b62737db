// The certificate of a run: the nearest exact model is simulated by the core that ran the scenario.

import Consulting
public import Reports
public import Scenarios
package import Tallies
public import VirtualTime

/// Certifies runs.
public struct Certification {
  /// What simulates a plan.
  package typealias Simulator = (Plan) -> RunTally

  private let simulate: Simulator

  /// A certification by the core itself.
  ///
  /// - Parameters:
  ///   - threads: 1 or more; the certificate is the same for any number.
  ///   - control: the wish to end early.
  public init(threads: Int, control: RunControl = RunControl()) {
    self.init { Simulation($0).run(threads: threads, control: control) }
  }

  /// A certification by any engine, right or wrong.
  package init(simulating simulate: @escaping Simulator) { self.simulate = simulate }

  /// The certificate of a finished run; of an interrupted one there is none.
  ///
  /// At most two simulations of at most `SampleSize.mostContacts` customers each.
  public func certificate(of document: ResultDocument, plan: Plan) -> Certificate {
    if document.isPartial { return .absent(reason: "the run was interrupted") }
    do {
      let models = try NearestModel.models(of: plan, periods: document.periods.map(\.span))
      return try certificate(of: document, nearest: models, seed: plan.seed)
    } catch let absence as NearestModel.Absence {
      return .absent(reason: absence.reason)
    } catch {
      return .absent(reason: "the model is no scenario: \(error)")
    }
  }

  /// The certificate by the first model that has a steady state within reach.
  private func certificate(
    of document: ResultDocument, nearest models: [NearestModel], seed: UInt64
  ) throws -> Certificate {
    for model in models {
      guard model.settles, let exact = model.exact,
        let delayed = exact[.figure(.delayed)],
        let size = SampleSize(
          model, delayed: delayed, crowd: exact.meanInSystem, runContacts: document.contacts)
      else { continue }
      let first = try check(model, exact, size, seed: seed, draws: .first)
      guard let first else { return .absent(reason: "the check was interrupted") }
      var second: MachineryCheck?
      if !first.suspicions.isEmpty {
        second = try check(model, exact, size, seed: seed, draws: .second)
        if second == nil { return .absent(reason: "the check was interrupted") }
      }
      let figures = document.figures(of: model.span)
      return .issued(
        CertifiedModel(model: model, exact: exact, first: first, second: second, figures: figures))
    }
    let reason =
      models.contains { $0.isStable }
      ? "the nearest one settles too slowly to be simulated beside the run"
      : "agents cannot keep up with customers who never leave, so there is no steady state"
    return .absent(reason: reason)
  }

  /// One simulation of the model; nil if it was interrupted.
  private func check(
    _ model: NearestModel, _ exact: ExactFigures, _ size: SampleSize, seed: UInt64,
    draws: NearestModel.Draws
  ) throws(Diagnostics) -> MachineryCheck? {
    let plan = try model.plan(size, exact: exact, seed: seed, draws: draws)
    let tally = simulate(plan)
    if tally.isPartial { return nil }
    return MachineryCheck(
      of: model, exact: exact, plan: plan, tally: tally, spells: size.spells)
  }
}

extension NearestModel {
  /// Whether it has a steady state at all.
  fileprivate var isStable: Bool {
    meanPatience != nil || limit != nil
      || arrivalsPerSecond * meanEffort.seconds < Double(places)
  }

  /// Whether the steady state is near enough that its figures are worth computing: the chain of a
  /// queue that hardly keeps up has millions of states.
  fileprivate var settles: Bool {
    isStable && Double(limit ?? 0) <= SampleSize.mostContacts
      && SampleSize.relaxationSeconds(of: self) * arrivalsPerSecond < SampleSize.mostContacts
  }
}
