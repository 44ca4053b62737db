// Which pages are served, and of which class of requests each is.

public import Consulting
import PlannedRouting
import Routing
import Scenarios

/// Why a plan cannot be served.
public enum DeskFault: Error, Equatable {
  /// A stream or a page has no well-formed code.
  case code(CodeFault)
  /// `routing.match-window` needs a clock of its own; here everyone is matched at once.
  case matchWindow(SimulationTime)
}

/// The routing table of a plan and of further pages, and the class of each code.
///
/// Codes of one page are alike whatever the information server. Where streams of one page differ
/// in priority, the first one named counts. Further pages have priority 0.
struct PageClasses {
  private(set) var table: RoutingTable
  private var classes: [RoutingKey: Int] = [:]
  /// The stream that named the page of each class first; nil for further pages, and for classes of
  /// streams whose page another one named before.
  private(set) var streamOfClass: [Int?]
  /// Streams of the plan.
  let streamCount: Int

  /// - Throws: `DeskFault`
  init(_ plan: Plan, furtherCodes: [IdentificationCode]) throws(DeskFault) {
    guard plan.routing.matchWindow == .zero else {
      throw .matchWindow(plan.routing.matchWindow)
    }
    let prepared = RoutingPlan(plan)
    table = prepared.table
    streamCount = plan.demand.count
    streamOfClass = Array(repeating: nil, count: prepared.table.classes.count)
    for (index, (stream, classIndex)) in zip(plan.demand, prepared.classes).enumerated() {
      do throws(CodeFault) {
        let code = try IdentificationCode(
          language: stream.language, document: stream.document, location: stream.location,
          server: stream.site)
        if classes[code.routingKey] == nil {
          classes[code.routingKey] = classIndex
          streamOfClass[classIndex] = index
        }
      } catch {
        throw .code(error)
      }
    }
    for code in furtherCodes where classes[code.routingKey] == nil {
      guard code.location < plan.locations.count else {
        throw .code(.unknownLocation(code.location, known: plan.locations.count))
      }
      classes[code.routingKey] = table.classes.count
      streamOfClass.append(nil)
      table.classes.append(
        RoutingTable.RequestClass(
          language: code.language, document: code.document, location: code.location, priority: 0))
    }
  }

  /// The class of a code; nil if no such page is served.
  func classIndex(of code: IdentificationCode) -> Int? { classes[code.routingKey] }
}
