// What a run on the wall clock counts beside its customers: how long the machinery took.

public import Measures

/// Spans of one kind: how many took how long, and their exact sum.
public struct SpanTally: Sendable, Equatable {
  /// The spans, nanoseconds.
  public var histogram = SparseHistogram()
  /// Their sum, nanoseconds, exact.
  public var sumNanoseconds: Int64 = 0

  /// No spans.
  public init() {}

  /// Those spans.
  public init(_ histogram: SparseHistogram, sumNanoseconds: Int64) {
    self.histogram = histogram
    self.sumNanoseconds = sumNanoseconds
  }

  /// Adds another worker's spans.
  public static func += (a: inout Self, b: Self) {
    a.histogram.merge(b.histogram)
    a.sumNanoseconds += b.sumNanoseconds
  }
}

/// A part of the way from the moment a customer was due to the moment an agent has him.
public enum DispatchStage: Int, CaseIterable, Sendable {
  /// How late the worker came to him.
  case dueToSubmitted
  /// From then until he stood in a line; 0 for who got an agent at once.
  case submittedToEnqueued
  /// His time in the line.
  case enqueuedToMatched
  /// From the beginning of the event that matched him to its end.
  case matchedToDelivered
}

/// What a run on the wall clock counts beside its customers. Times are of the wall clock.
public struct WallClockTally: Sendable {
  /// How the customers came.
  public enum Pace: Sendable, Equatable {
    /// When the scenario says so, its clock so many times as fast as the wall's.
    case open(speed: Double)
    /// Each as soon as the one before had an agent.
    case saturated
  }

  /// How far the run was at one moment.
  public struct Depth: Sendable, Equatable, BitwiseCopyable {
    /// Since the start of the run, nanoseconds.
    public var nanoseconds: Int64
    /// Customers in all lines.
    public var waiting: Int64
    /// Customers given to an agent so far.
    public var dispatches: Int64

    /// That many at that moment.
    public init(nanoseconds: Int64 = 0, waiting: Int64 = 0, dispatches: Int64 = 0) {
      self.nanoseconds = nanoseconds
      self.waiting = waiting
      self.dispatches = dispatches
    }
  }

  /// What the threads did with the routing core, and with objects.
  public struct Operations: Sendable, Equatable {
    /// Loads.
    public var loads: Int64
    /// Stores.
    public var stores: Int64
    /// Compare-and-exchanges, those that failed included.
    public var exchanges: Int64
    /// Those that found another value: somebody else was quicker.
    public var failedExchanges: Int64
    /// Other read-modify-writes: additions, bits set and cleared.
    public var others: Int64
    /// Looks at the other side after publishing: of customers who stand in a line, of agents who
    /// have room.
    public var secondLooks: Int64
    /// Entries at the head of a line that stood for nobody any more, and were passed.
    public var deadEntries: Int64
    /// References to objects that were taken; nil where the system cannot tell.
    public var retains: Int64?
    /// References to objects that were given up; nil where the system cannot tell.
    public var releases: Int64?

    /// So many.
    public init(
      loads: Int64 = 0, stores: Int64 = 0, exchanges: Int64 = 0, failedExchanges: Int64 = 0,
      others: Int64 = 0, secondLooks: Int64 = 0, deadEntries: Int64 = 0, retains: Int64? = nil,
      releases: Int64? = nil
    ) {
      self.loads = loads
      self.stores = stores
      self.exchanges = exchanges
      self.failedExchanges = failedExchanges
      self.others = others
      self.secondLooks = secondLooks
      self.deadEntries = deadEntries
      self.retains = retains
      self.releases = releases
    }

    /// Those of two threads.
    public static func + (a: Self, b: Self) -> Self {
      Self(
        loads: a.loads + b.loads, stores: a.stores + b.stores,
        exchanges: a.exchanges + b.exchanges,
        failedExchanges: a.failedExchanges + b.failedExchanges, others: a.others + b.others,
        secondLooks: a.secondLooks + b.secondLooks, deadEntries: a.deadEntries + b.deadEntries,
        retains: sum(a.retains, b.retains), releases: sum(a.releases, b.releases))
    }

    private static func sum(_ a: Int64?, _ b: Int64?) -> Int64? {
      guard let a, let b else { return a ?? b }
      return a + b
    }
  }

  /// How the customers came.
  public var pace: Pace
  /// How long customers came, nanoseconds.
  public var elapsedNanoseconds: Int64 = 0
  /// Of every customer who got an agent, each stage; in the order of `DispatchStage`.
  public var stages = DispatchStage.allCases.map { _ in SpanTally() }
  /// Of the same customers, from due to delivered.
  public var dueToDelivered = SpanTally()
  /// Time within a wait in which an agent who may answer had room.
  public var dispatchLatency = SpanTally()
  /// How late the worker came to what was due: arrivals, ends of chats and wrap-ups, the ends of
  /// patience, rings.
  public var lag = SparseHistogram()
  /// Customers who were due and never sent, as the run had to be ended.
  public var neverSent: Int64 = 0
  /// Customers given to an agent.
  public var dispatches: Int64 = 0
  /// Of the customers who came, those turned away because their line was full.
  public var linesFull: Int64 = 0
  /// Processor time of all workers, without what they spent waiting for the next event.
  public var cpuNanoseconds: Int64 = 0
  /// Bytes that the workers allocated; nil if nobody counts.
  public var allocatedBytes: Int64?
  /// Allocations of the workers; nil if nobody counts.
  public var allocations: Int64?
  /// Operations on the words of the core; nil if nobody counts.
  public var operations: Operations?
  /// The processor that each worker was kept on; −1 = the system refused.
  public var processors: [Int] = []
  /// How many waited, and had got an agent, at even distances.
  public var depths: [Depth] = []
  /// Events in the log that the dispatch latency is made of.
  public var loggedEvents: Int64 = 0
  /// Up to when the log is whole; nil if it is so to the end.
  public var logCutNanoseconds: Int64?
  /// Keys of the scenario that such a run leaves out.
  public var leftOut: [String] = []
  /// Customers who still waited when the run ended, and left then.
  public var leftAtEnd: Int64 = 0

  /// How late 99 of 100 events may be at most, for the run to be valid.
  public static let lagLimitNanoseconds: Int64 = 1_000_000

  /// Nothing counted yet.
  public init(pace: Pace) { self.pace = pace }

  /// Whether the workers kept to their schedule.
  public var isValid: Bool {
    neverSent == 0 && (lag.percentile(0.99) ?? 0) <= Double(Self.lagLimitNanoseconds)
  }
}
