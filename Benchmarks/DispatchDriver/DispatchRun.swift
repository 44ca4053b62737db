// One measured run of the closed loop: processor and wall time of the threads per dispatch.

public import Consulting
import Rings

/// What is run.
public struct DispatchCase: Sendable {
  /// Agents and classes.
  public var topology: Topology
  /// Which agent gets a customer.
  public var choice: AgentChoice
  /// Which of those who are alike by that.
  public var ties = AgentChoice.Ties.any
  /// Threads, each pinned to a processor as far as there are.
  public var threads = 1
  /// Customers in the system per place of all agents: 0.5 is light, 1.3 overload.
  public var load = 0.5
  /// Which classes a thread's customers ask for.
  public var spread = Spread.shared
  /// Steps of all threads together.
  public var steps = 400_000
  /// Entries of a line; who finds it full is turned away, and the run does not count.
  public var lineCapacity = 256
  /// Whether memory is plain: one thread only.
  public var isPlain = false

  /// One thread under light load.
  public init(_ topology: Topology, _ choice: AgentChoice) {
    self.topology = topology
    self.choice = choice
  }

  /// Runs the case on a router of its own.
  public func run() -> DispatchOutcome {
    isPlain ? run(on: PlainMemory.self) : run(on: AtomicMemory.self)
  }

  func run<Memory: MemoryOperations & SendableMetatype>(on memory: Memory.Type) -> DispatchOutcome {
    precondition(threads == 1 || Memory.isShared, "plain memory is one thread's")
    let floor = DispatchFloor<Memory>(self)
    let gate = Gate(threads)
    let book = Book()
    let steps = steps / threads
    PinnedThreads.run(threads) { number in
      var hand = DispatchHand(floor, number: number)
      for _ in 0..<(floor.target + 20_000) { hand.step() }
      hand.matches = 0
      gate.pass()
      let begin = Clocks()
      for _ in 0..<steps { hand.step() }
      let end = Clocks()
      book.add(hand.matches, hand.turnedAway, waiting: hand.inSystem - hand.chatCount)
      book.add(begin, end)
    }
    return book.outcome
  }
}

/// What a run cost.
public struct DispatchOutcome: Sendable {
  /// Customers given to an agent.
  public var dispatches = 0
  /// Processor time of all threads.
  public var processorNanoseconds: Int64 = 0
  /// From the first thread's start to the last one's end.
  public var wallNanoseconds: Int64 = 0
  /// Customers who found a line full; 0 in a valid run.
  public var turnedAway = 0
  /// Customers who wait at the end.
  public var waiting = 0

  /// Processor time of one.
  public var processorPerDispatch: Double { Double(processorNanoseconds) / Double(dispatches) }
  /// Wall time of one.
  public var wallPerDispatch: Double { Double(wallNanoseconds) / Double(dispatches) }
}
