// The agents and classes of the dispatch figures: each agent with skills of his own.

public import Consulting
public import Routing

/// Agents at locations, each with some languages and some categories of documents there, and for
/// every pair a level. Unless like agents are asked for, every group has one: the worst case of a
/// router that lives on groups of like agents.
public struct Topology: Sendable {
  /// A class that an agent may answer, and how well: level 0 is best.
  public struct Skill: Sendable {
    /// The class.
    public var classIndex: Int
    /// 0, 1 or 2.
    public var level: Int
  }

  /// Chats at once of every agent.
  public static let chats = 3
  static let levels = 3

  /// Agents.
  public let agents: Int
  /// Agents of a group, who have the same skills.
  public let likeAgents: Int
  /// Consult locations, in each of which live as many agents and as many classes.
  public let locations: Int
  let languages: Int
  let categories: Int
  /// By agent what he may answer.
  public var skills: [[Skill]] { (0..<agents).map { groupSkills[$0 / likeAgents] } }
  /// By group what its agents may answer.
  private var groupSkills: [[Skill]]

  /// Classes: location, then language, then category.
  public var classes: Int { locations * languages * categories }
  /// Classes of one location.
  public var classesPerLocation: Int { languages * categories }

  /// Those many agents, and 64 classes (4 × 4 × 4) or 4,096 (16 × 16 × 16); every class has
  /// somebody. The same draws give the same agents everywhere.
  public init(agents: Int, side: Int, likeAgents: Int = 1) {
    precondition(likeAgents > 0 && agents % likeAgents == 0, "groups are of one size")
    self.agents = agents
    self.likeAgents = likeAgents
    (locations, languages, categories) = (side, side, side)
    groupSkills = Array(repeating: [], count: agents / likeAgents)
    var draws = XorShift(seed: 42)
    for group in groupSkills.indices { groupSkills[group] = drawSkills(of: group, from: &draws) }
    answerEveryClass(from: &draws)
  }

  private func drawSkills(of group: Int, from draws: inout XorShift) -> [Skill] {
    let groups = groupSkills.count
    let location = group * locations / groups
    let languageCount = 1 + draws.below(min(3, languages - 1))
    let categoryCount = categories == 4 ? 1 + draws.below(3) : 2 + draws.below(7)
    var spoken = [group * locations * languages / groups % languages]
    while spoken.count < languageCount {
      let language = draws.below(languages)
      if !spoken.contains(language) { spoken.append(language) }
    }
    var known: [Int] = []
    while known.count < categoryCount {
      let category = draws.below(categories)
      if !known.contains(category) { known.append(category) }
    }
    return spoken.flatMap { language in
      known.map { category in
        Skill(
          classIndex: (location * languages + language) * categories + category,
          level: draws.below(Self.levels))
      }
    }
  }

  private mutating func answerEveryClass(from draws: inout XorShift) {
    var counts = [Int](repeating: 0, count: classes)
    let groups = groupSkills.count
    for skill in groupSkills.joined() { counts[skill.classIndex] += 1 }
    for classIndex in 0..<classes where counts[classIndex] == 0 {
      let location = classIndex / classesPerLocation
      var low = location * groups / locations
      while low * locations / groups < location { low += 1 }
      let high = max((location + 1) * groups / locations, low + 1)
      let group = low + draws.below(high - low)
      groupSkills[group].append(Skill(classIndex: classIndex, level: draws.below(Self.levels)))
    }
  }

  /// What the router is told: every group of like agents, every pair of language and category a
  /// document, the level its proficiency.
  public func table(_ choice: AgentChoice, ties: AgentChoice.Ties) -> RoutingTable {
    let spoken = (0..<languages).compactMap { number -> Language? in
      let letter = Character(UnicodeScalar(UInt8(97 + number)))
      return Language("\(letter)a")
    }
    func document(_ classIndex: Int) -> Int { classIndex % classesPerLocation }
    func digits(_ document: Int) -> String {
      let text = String(document)
      return String(repeating: "0", count: 8 - text.count) + text
    }
    let classes = (0..<classes).compactMap { index -> RoutingTable.RequestClass? in
      guard let number = DocumentNumber(digits: digits(document(index))) else { return nil }
      return RoutingTable.RequestClass(
        language: spoken[document(index) / categories], document: number,
        location: index / classesPerLocation, priority: 0)
    }
    precondition(
      spoken.count == languages && classes.count == self.classes, "every name is well formed")
    let groups = groupSkills.map { skills in
      let numbers = Set(skills.map { document($0.classIndex) / categories }).sorted()
      return RoutingTable.Group(
        location: skills[0].classIndex / classesPerLocation,
        languages: numbers.map { (spoken[$0], 1) },
        documents: skills.compactMap { skill in
          Branch(prefix: digits(document(skill.classIndex))).map {
            ($0, 1 - Double(skill.level) / 4)
          }
        },
        rank: 0, concurrency: Self.chats, agents: likeAgents)
    }
    var table = RoutingTable(classes: classes, groups: groups)
    table.chooseAgent = choice
    table.ties = ties
    table.locations = locations
    return table
  }
}

/// Marsaglia's xorshift of 64 bits (2003).
public struct XorShift: Sendable {
  private var state: UInt64

  /// A stream of its own for each seed.
  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// The next 64 bits.
  @inline(__always) public mutating func next() -> UInt64 {
    state ^= state &<< 13
    state ^= state &>> 7
    state ^= state &<< 17
    return state
  }

  /// A remainder: 0 ..< bound.
  @inline(__always) public mutating func below(_ bound: Int) -> Int {
    Int(next() % UInt64(bound))
  }
}
