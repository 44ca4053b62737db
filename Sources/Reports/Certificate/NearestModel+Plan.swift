// Which model is nearest to a scenario: the steady whole, or its busiest period as if it lasted.

public import Consulting
public import Scenarios

extension NearestModel {
  /// Why a scenario has no model, as the end of a sentence.
  public struct Absence: Error, Equatable {
    /// `nobody is expected`
    public let reason: String
  }

  /// The models of a scenario, the nearest first.
  ///
  /// A scenario whose rates and staff never change has one. Any other has one for each period, by
  /// the work that is expected in it; the busiest is the nearest, the next stand in for it where
  /// it has no steady state.
  /// - Complexity: O(periods · (streams + groups) · steps).
  public static func models(
    of plan: Plan, periods: [Range<SimulationTime>]
  ) throws(Absence) -> [NearestModel] {
    if plan.isSteady {
      let load = PooledLoad(plan, span: plan.warmup..<plan.length)
      return [try model(load, of: plan, span: nil)]
    }
    let loads = periods.map { (span: $0, load: PooledLoad(plan, span: $0)) }
    let busiest = loads.filter { $0.load.work > 0 }.sorted {
      $0.load.work == $1.load.work
        ? $0.span.lowerBound < $1.span.lowerBound
        : $0.load.work > $1.load.work
    }
    var models: [NearestModel] = []
    var absence = Absence(reason: "nobody is expected, or chats take no time")
    for (span, load) in busiest {
      do throws(Absence) {
        models.append(try model(load, of: plan, span: span))
      } catch {
        absence = error
      }
    }
    if models.isEmpty { throw absence }
    return models
  }

  private static func model(
    _ load: PooledLoad, of plan: Plan, span: Range<SimulationTime>?
  ) throws(Absence) -> NearestModel {
    guard load.work > 0 else {
      throw Absence(reason: "nobody is expected, or chats take no time")
    }
    let chatsAtOnce = load.chatsAtOnce ?? 1
    let agents = (load.places / Double(chatsAtOnce)).rounded()
    guard agents >= 1 else { throw Absence(reason: "there are customers but no agents") }
    let effort = SimulationTime(seconds: min(load.places / load.servedPerSecond, 9e8))
    let patience =
      load.leavingPerSecond > 0
      ? SimulationTime(seconds: min(1 / load.leavingPerSecond, 9e8)) : nil
    guard effort > .zero, patience.map({ $0 > .zero }) ?? true else {
      throw Absence(reason: "some customers wait no time at all, or chats take none")
    }
    return NearestModel(
      agents: Int(agents), chatsAtOnce: chatsAtOnce, arrivalsPerSecond: load.arrivalsPerSecond,
      meanEffort: effort, meanPatience: patience, limit: plan.inAllLocations,
      within: plan.firstThreshold, span: span,
      simplifications: Simplifications(of: plan, span: span).words)
  }
}

extension PooledLoad {
  /// Seconds of agents' work that customers bring in a second; 0 without any.
  var work: Double { arrivalsPerSecond * (effortSeconds ?? 0) }
}

extension Plan {
  /// Whether rates and staff never change.
  fileprivate var isSteady: Bool {
    demand.allSatisfy { $0.arrivals.isConstant(until: length) }
      && agents.allSatisfy { $0.staffing.isConstant(until: length) }
      && locations.allSatisfy { $0.openSpans == nil }
  }

  /// The limit of all locations together that customers ask for.
  fileprivate var inAllLocations: Int? {
    inSystemLimit.map { $0 * Set(demand.map(\.location)).count }
  }

  /// The first threshold that an objective names, else 20 s.
  fileprivate var firstThreshold: SimulationTime {
    for objective in objectives {
      if case .serviceLevel(let within, _) = objective.metric { return within }
    }
    return SimulationTime(seconds: 20)
  }
}
