// How long an exact model is simulated: until it has forgotten its beginning, then until its
// figures are known, within a stated cost.

import Consulting
import Measures
import Reports

/// How much of a model is simulated.
struct SampleSize: Equatable {
  /// Customers simulated at most, all replications together.
  static let mostContacts = 1_000_000.0
  /// A run has at least so many for its check, however short it is itself.
  static let fewestContacts = 50_000.0
  /// A longer run has a third of its own customers for it.
  static let shareOfRun = 1.0 / 3
  /// The relative error that more customers would not be spent on.
  static let precision = 0.01
  /// Relaxation times before the window and at least within it.
  static let settling = 4.0

  /// Independent replications: 40, fewer where the model forgets slowly.
  let replications: Int
  /// Before the window.
  let warmup: SimulationTime
  /// The window.
  let counted: SimulationTime
  /// Relaxation times in the windows of all replications: so many spells of more or less crowding
  /// are independent.
  let spells: Double
}

extension SampleSize {
  /// The size for a model; nil where it would not settle within `mostContacts`.
  ///
  /// - Parameters:
  ///   - delayed: the share of customers who wait in the steady state.
  ///   - crowd: customers in the system on the mean, with whom each replication begins.
  ///   - runContacts: customers of the run that is certified.
  init?(_ model: NearestModel, delayed: Double, crowd: Double, runContacts: Int64) {
    let memory = Self.relaxationSeconds(of: model)
    let settled = Self.settling * memory
    // A window shorter than ten customers would be decided by chance arrivals alone.
    let least = max(settled, 10 / model.arrivalsPerSecond)
    let contacts = { (replications: Int) in
      Double(replications) * ((settled + least) * model.arrivalsPerSecond + crowd)
    }
    guard let replications = [40, 20, 10].first(where: { contacts($0) <= Self.mostContacts })
    else { return nil }
    let budget = min(
      Self.mostContacts, max(Self.fewestContacts, Double(runContacts) * Self.shareOfRun))
    // Waits are remembered for two relaxation times, and zero for most where few wait: the
    // squared error of their mean is this over the time simulated.
    let needed = 2 * memory * (2 / max(delayed, 1e-9) - 1) / (Self.precision * Self.precision)
    let before = Double(replications) * (settled + crowd / model.arrivalsPerSecond)
    let affordable = budget / model.arrivalsPerSecond - before
    let seconds = max(least, min(needed, affordable) / Double(replications))
    guard settled + seconds < Self.mostSeconds else { return nil }
    self.replications = replications
    warmup = SimulationTime(seconds: settled)
    counted = SimulationTime(seconds: seconds)
    spells = Double(replications) * seconds / memory
  }

  /// Ten years less a little: the longest run of a scenario.
  private static let mostSeconds = 3_652 * 86_400.0

  /// The time in which the numbers in the system forget, to within a small factor.
  ///
  /// Of M/M/n it is 1/(√(nμ) − √λ)² or the mean effort, whichever is longer (E. van Doorn, 1985);
  /// a limit adds the reflecting end of a line of that length (W. Ledermann & G. Reuter, 1954).
  /// Where customers leave, each surplus one goes at the rate min(μ, θ) at least, so that the
  /// longer of effort and patience bounds it: in a queue that is always full, patience decides
  /// unless a limit ends the line before it is as long as patience would let it be.
  static func relaxationSeconds(of model: NearestModel) -> Double {
    let effort = model.meanEffort.seconds
    let served = Double(model.places) / effort
    let arrivals = model.arrivalsPerSecond
    let step = served.squareRoot() - arrivals.squareRoot()
    var rate = step * step
    if let limit = model.limit {
      guard limit > model.places else { return effort }
      let turn = 0.5 / Double(limit - model.places + 2)
      let bend = DeterministicMath.sine(turns: turn / 2)
      rate += 4 * (served * arrivals).squareRoot() * bend * bend
    }
    guard let patience = model.meanPatience?.seconds else { return max(effort, 1 / rate) }
    let longest = Double(model.places) + (arrivals - served) * patience
    let isBound = model.limit.map { Double($0) <= longest } ?? false
    let isFull = arrivals >= served && !isBound
    return max(effort, isFull ? patience : min(patience, 1 / rate))
  }
}
