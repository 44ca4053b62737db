// How the desk stands at one moment, for whoever watches it.

/// What goes up and down at a desk.
public struct DeskFigures: Equatable, Sendable {
  /// The customers of a stream.
  public struct Stream: Equatable, Sendable {
    /// Those in the queue, those who are offered too.
    public var waiting = 0
    /// How long the one of them has waited who came first, in nanoseconds; nil = nobody waits.
    public var longestWait: Int64?
    /// Those in dialogues.
    public var talking = 0

    /// One more waits, since so many nanoseconds.
    mutating func noteWaiting(_ wait: Int64) {
      waiting += 1
      longestWait = max(longestWait ?? 0, wait)
    }
  }

  /// The agents of a group, by what they are at. One whose connection is lost counts as what he
  /// was at.
  public struct Group: Equatable, Sendable {
    /// Not signed in.
    public var offline = 0
    /// Get nobody new.
    public var away = 0
    /// Have nothing to do.
    public var available = 0
    /// Have an offer to answer.
    public var offered = 0
    /// In dialogues.
    public var busy = 0
    /// At the work after one.
    public var wrappingUp = 0
  }

  /// What an agent is at.
  public struct Agent: Equatable, Sendable {
    /// His name.
    public let name: String
    /// His group, in the plan's order.
    public let group: Int
    /// What he is at.
    public let standing: AgentStanding
    /// For how many nanoseconds.
    public let since: Int64
    /// Of each of his dialogues the customer's stream; nil of pages that no stream names, and of
    /// questions between agents.
    public let streams: [Int?]
  }

  /// Agents that are listed at most.
  public static let mostListed = 200

  /// By stream, in the plan's order; a stream whose page another one names first has nobody.
  public var streams: [Stream]
  /// About pages that no stream names.
  public var otherPages = Stream()
  /// By group, in the plan's order.
  public var groups: [Group]
  /// Agents who are signed in, in the order of their groups; the first of them if they are many.
  public var signedIn: [Agent] = []
  /// Agents' questions, waiting and being answered.
  public var questions = 0
  /// Readers.
  public var readers = 0

  /// Nobody is there.
  public init(streams: Int, groups: Int) {
    self.streams = Array(repeating: Stream(), count: streams)
    self.groups = Array(repeating: Group(), count: groups)
  }

  /// Customers in the queue.
  public var waiting: Int { streams.reduce(otherPages.waiting) { $0 + $1.waiting } }
  /// Customers in dialogues.
  public var talking: Int { streams.reduce(otherPages.talking) { $0 + $1.talking } }
}
