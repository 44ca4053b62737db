// What the router is told before it starts: classes, groups, rings and policies. No behaviour.

public import Consulting

/// The input of a router: who may ask, who may answer, and by which rules.
public struct RoutingTable: Sendable {
  /// A class of requests: one page's customers of one priority.
  public struct RequestClass: Hashable, Sendable {
    /// Language of the page.
    public var language: Language
    /// Document of the page.
    public var document: DocumentNumber
    /// The consult location that answers for the page.
    public var location: Int
    /// Higher is served first.
    public var priority: Int

    /// A class of those attributes.
    public init(language: Language, document: DocumentNumber, location: Int, priority: Int) {
      self.language = language
      self.document = document
      self.location = location
      self.priority = priority
    }
  }

  /// A group of like agents.
  public struct Group: Sendable {
    /// Consult location of the group.
    public var location: Int
    /// Proficiency by language; an explicit 0 means never.
    public var languages: [(skill: Language, level: Double)]
    /// Proficiency by branch; an explicit 0 means never.
    public var documents: [(skill: Branch, level: Double)]
    /// Lower is offered first under `by-rank`.
    public var rank: Int
    /// Chats at once, 1…16.
    public var concurrency: Int
    /// Agents, 1 or more.
    public var agents: Int

    /// A group of those attributes.
    public init(
      location: Int, languages: [(skill: Language, level: Double)],
      documents: [(skill: Branch, level: Double)], rank: Int, concurrency: Int, agents: Int
    ) {
      self.location = location
      self.languages = languages
      self.documents = documents
      self.rank = rank
      self.concurrency = concurrency
      self.agents = agents
    }
  }

  /// One step of widening; the steps are cumulative.
  public struct Ring: Hashable, Sendable {
    /// Branches that agree in that many digits count; nil = unchanged.
    public var documentDigits: Int?
    /// Agents at that location count too; nil = unchanged.
    public var location: Int?

    /// A ring of those rules.
    public init(documentDigits: Int?, location: Int?) {
      self.documentDigits = documentDigits
      self.location = location
    }
  }

  /// What happens between choosing an agent and the open chat.
  public enum Offering: Sendable {
    /// A request is taken at once.
    case takenAtOnce
    /// A request is offered and keeps its place until the offer is accepted.
    case accepted
  }

  /// When customers and agents are brought together.
  public enum Matching: Sendable {
    /// As soon as there are both.
    case atOnce
    /// When a sole owner gives pairs away (`give`); until then requests and agents wait.
    case inBatches
  }

  /// The classes, in the order of their streams.
  public var classes: [RequestClass]
  /// The groups, in order; their agents are numbered through.
  public var groups: [Group]
  /// The rings, in order.
  public var rings: [Ring] = []
  /// Which agent gets a customer.
  public var chooseAgent: AgentChoice = .longestIdle
  /// Which of those agents who are alike by that, where it leaves any alike.
  public var ties: AgentChoice.Ties = .longestIdle
  /// Which customer an agent gets.
  public var chooseCustomer: CustomerChoice = .oldest
  /// Priority points gained per minute of waiting.
  public var ageingPerMinute: Double = 0
  /// Whether requests are offered first.
  public var offering: Offering = .takenAtOnce
  /// When customers and agents are brought together.
  public var matching: Matching = .atOnce
  /// Waiting + in service per location; nil = unlimited.
  public var inSystemLimit: Int?
  /// Consult locations.
  public var locations: Int = 1

  /// A table of those classes and groups, all else as by default.
  public init(classes: [RequestClass], groups: [Group]) {
    self.classes = classes
    self.groups = groups
  }
}
