// Who waits, class by class and oldest first, and what was seen at each assignment; kept only where
// a run measures assignments. Who is served next is the router's matter, not this list's.

import Rings
import Routing
import Tallies

/// The waiting customers of each class by the time they entered.
struct WaitingAges: ~Copyable {
  /// What is kept beside one place of the pool of requests.
  struct Place: BitwiseCopyable {
    /// When the customer entered the system.
    var entered: Int64 = 0
    /// The next older and the next younger of the class; `.max` = none.
    var older: UInt32 = .max
    var younger: UInt32 = .max
    /// The class whose list holds the place; `.max` = none.
    var list: UInt32 = .max
    /// What the best free agent, and the best on shift, would have scored more, billionths.
    var regretFree: Int32 = 0
    var regretOnShift: Int32 = 0
    /// Whether somebody older waited for the same agent.
    var overtakes = false
  }

  private(set) var places: Block<Place>
  /// First and last of each class; `.max` = nobody waits.
  private let oldest: Block<UInt32>
  private let youngest: Block<UInt32>

  /// Empty lists for a model's classes; no places where it does not measure assignments.
  init(_ model: SimulationModel, requests: Int) {
    let classes = model.routing.classes.count
    places = Block(count: model.layout.measuresAssignments ? requests : 0, repeating: Place())
    oldest = Block(count: classes, repeating: .max)
    youngest = Block(count: classes, repeating: .max)
  }

  /// As long as the pool.
  mutating func grow(requests: Int) { places.grow(to: requests, repeating: Place()) }

  /// Nobody waits.
  func reset() {
    places.fill(with: Place())
    oldest.fill(with: .max)
    youngest.fill(with: .max)
  }

  /// Puts a request where its age belongs; one that is listed stays where it is.
  ///
  /// - Complexity: O(1) for the youngest, O(waiting of the class) for one who comes back.
  func insert(_ request: Int, class list: Int, entered: Int64) {
    guard places[request].list == .max else { return }
    var older = youngest[list]
    while older != .max, places[Int(older)].entered > entered { older = places[Int(older)].older }
    let younger = older == .max ? oldest[list] : places[Int(older)].younger
    let id = UInt32(truncatingIfNeeded: request)
    places[request].entered = entered
    places[request].list = UInt32(truncatingIfNeeded: list)
    link(older, id, in: list)
    link(id, younger, in: list)
  }

  /// Takes a request out; one that is not listed stays out.
  ///
  /// - Complexity: O(1).
  func remove(_ request: Int) {
    guard places[request].list != .max else { return }
    let (older, younger) = (places[request].older, places[request].younger)
    link(older, younger, in: Int(places[request].list))
    places[request].list = .max
    places[request].older = .max
    places[request].younger = .max
  }

  /// Notes what an assignment was worth.
  func note(_ request: Int, regretFree: Int64, regretOnShift: Int64, overtakes: Bool) {
    places[request].regretFree = Int32(truncatingIfNeeded: regretFree)
    places[request].regretOnShift = Int32(truncatingIfNeeded: regretOnShift)
    places[request].overtakes = overtakes
  }

  /// Whether anybody of a class who entered earlier is such a one.
  ///
  /// - Complexity: O(older of the class), one look where customers are served in their order.
  func contains(
    olderThan entered: Int64, class list: Int, where isSuch: (Int) -> Bool
  ) -> Bool {
    var next = oldest[list]
    while next != .max, places[Int(next)].entered < entered {
      if isSuch(Int(next)) { return true }
      next = places[Int(next)].younger
    }
    return false
  }

  /// Makes two places neighbours; `.max` stands for the end of the list.
  private func link(_ older: UInt32, _ younger: UInt32, in list: Int) {
    if older == .max { oldest[list] = younger } else { places[Int(older)].younger = younger }
    if younger == .max { youngest[list] = older } else { places[Int(younger)].older = older }
  }
}
