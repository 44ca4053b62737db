// The customers of the log, held against the best in hindsight.

import Consulting
import Population
import Scenarios
import Tallies

/// Takes customers as the log has them in windows, and compares some of these.
struct HindsightSweep {
  /// Windows of one run that are compared at most, which bounds the time that they take.
  static let mostWindows = 32

  private let streams: [StreamModel]
  private let speed: Double
  private let hasPatience: Bool
  /// Of so many windows one is compared, the first of them.
  private let stride: Int
  private var window: HindsightWindow
  /// The number of the window, and who came to it.
  private var number = 0
  private var count = 0
  private(set) var tally = HindsightTally()

  /// Nobody has ended.
  ///
  /// - Parameter customers: who will be noted, at most.
  init(_ model: ProfileModel, tables: DrawTables, customers: Int) {
    streams = zip(model.plan.demand, model.classes).map {
      StreamModel($0, classIndex: $1, seed: model.plan.seed, tables: tables)
    }
    speed = model.speed
    hasPatience = !model.isSaturated
    let windows = (customers + HindsightWindow.size - 1) / HindsightWindow.size
    stride = max(1, (windows + Self.mostWindows - 1) / Self.mostWindows)
    // A saturated run has no rings.
    window = HindsightWindow(
      ringTimes: model.isSaturated ? [] : model.plan.routing.rings.map { model.scaled($0.after) })
  }

  /// A customer was given an agent at that time.
  mutating func noteAnswered(
    _ customer: LoggedCustomer, at time: Int64, by group: Int, score: Int64, _ reach: Reach
  ) {
    if isCompared {
      let until = max(deadline(of: customer), time)
      window.noteAnswered(entry(customer, until), at: time, by: group, score: score)
    }
    turn(reach)
  }

  /// A customer left then.
  mutating func noteAbandoned(_ customer: LoggedCustomer, at time: Int64, _ reach: Reach) {
    if isCompared { window.noteAbandoned(entry(customer, time)) }
    turn(reach)
  }

  /// The last window is as long as it is.
  mutating func close(_ reach: Reach) {
    if isCompared {
      tally += window.compare { reach.score(reach.view($1, $2), $0) }
    }
    (number, count) = (number + 1, 0)
  }

  private var isCompared: Bool { number % stride == 0 }

  private mutating func turn(_ reach: Reach) {
    count += 1
    if count == HindsightWindow.size { close(reach) }
  }

  private func entry(_ customer: LoggedCustomer, _ until: Int64) -> HindsightWindow.Customer {
    HindsightWindow.Customer(
      classIndex: streams[Int(customer.stream)].classIndex, since: customer.due, until: until)
  }

  /// Who got an agent at once has a patience, too: the one that he would have had.
  private func deadline(of customer: LoggedCustomer) -> Int64 {
    guard hasPatience else { return .max }
    let stream = streams[Int(customer.stream)]
    let key = CustomerKey(stream.key, ordinal: Int(customer.ordinal))
    return stream.deadline(of: key, due: customer.due, speed: speed)
  }
}
