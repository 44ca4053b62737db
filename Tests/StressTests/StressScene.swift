// The cases of the stress test: few agents and customers, so that threads meet all the time.

import Consulting
import Routing

/// Who asks, who answers, and which operations there are.
struct StressScene: Sendable, CustomStringConvertible {
  var name: String
  var table: RoutingTable
  /// Customers that each thread brings.
  var requestsPerThread = 6
  var hasWrapUps = false
  /// Whether agents ask others for help, customers are passed on, and shifts end.
  var hasHelp = false

  var description: String { name }
  var agents: Int { table.groups.reduce(0) { $0 + $1.agents } }

  /// The group of each agent.
  var groups: [Int] {
    table.groups.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element.agents) }
  }

  /// Whether a group speaks the language of a class; no ring does without.
  func speaks(_ group: Int, classIndex: Int) -> Bool {
    let language = table.classes[classIndex].language
    return table.groups[group].languages.contains { $0.skill == language && $0.level > 0 }
  }

  private static let korean = Language("ko") ?? .undetermined
  private static let japanese = Language("ja") ?? .undetermined
  private static let shoes = DocumentNumber(digits: "53110000") ?? DocumentNumber(bits: 0)

  private static func requestClass(_ language: Language, _ location: Int, _ priority: Int = 0)
    -> RoutingTable.RequestClass
  {
    .init(language: language, document: shoes, location: location, priority: priority)
  }

  private static func group(
    _ languages: [(Language, Double)], _ agents: Int, location: Int = 0, concurrency: Int = 1
  ) -> RoutingTable.Group {
    .init(
      location: location, languages: languages.map { ($0.0, $0.1) }, documents: [(.all, 1)],
      rank: 0, concurrency: concurrency, agents: agents)
  }

  static let all: [StressScene] = {
    let pair = StressScene(
      name: "one class, two agents",
      table: RoutingTable(
        classes: [requestClass(korean, 0)], groups: [group([(korean, 1)], 2)]))
    var skills = StressScene(
      name: "two languages, three groups",
      table: RoutingTable(
        classes: [requestClass(korean, 0), requestClass(japanese, 0, 1)],
        groups: [
          group([(korean, 1)], 2), group([(korean, 0.5), (japanese, 1)], 2),
          group([(japanese, 1)], 1),
        ]))
    skills.hasWrapUps = true
    skills.table.chooseAgent = .bestMatch
    skills.table.ageingPerMinute = 6
    var chats = skills
    chats.name = "three chats at once"
    for group in chats.table.groups.indices { chats.table.groups[group].concurrency = 3 }
    chats.table.chooseAgent = .leastBusy
    chats.table.chooseCustomer = .longestQueue
    var rings = StressScene(
      name: "rings to another location, help, a limit",
      table: RoutingTable(
        classes: [requestClass(korean, 0), requestClass(korean, 1), requestClass(japanese, 1)],
        groups: [
          group([(korean, 1)], 2), group([(korean, 1), (japanese, 1)], 2, location: 1),
          group([(japanese, 0.5), (korean, 0.5)], 1, location: 1, concurrency: 2),
        ]))
    rings.table.locations = 2
    rings.table.rings = [
      .init(documentDigits: 0, location: 0), .init(documentDigits: nil, location: 1),
    ]
    rings.table.inSystemLimit = 9
    rings.hasHelp = true
    var offers = rings
    offers.name = "offers, rings and help"
    offers.table.offering = .accepted
    offers.table.chooseAgent = .random
    var many = StressScene(
      name: "three hundred like agents",
      table: RoutingTable(
        classes: [requestClass(korean, 0)], groups: [group([(korean, 1)], 300)]))
    many.requestsPerThread = 100
    return [pair, skills, chats, rings, offers, many]
  }()
}
