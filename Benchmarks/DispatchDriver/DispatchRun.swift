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
  /// What is driven.
  public var engine = DispatchedEngine.atomic

  /// One thread under light load.
  public init(_ topology: Topology, _ choice: AgentChoice) {
    self.topology = topology
    self.choice = choice
  }

  /// Runs the closed loop on an engine of its own.
  public func run() -> DispatchOutcome {
    switch engine {
    case .atomic: run(on: RouterEngine<AtomicMemory>.self)
    case .plain: run(on: RouterEngine<PlainMemory>.self)
    case .listMutex: run(on: ListMutexEngine.self)
    case .nothing: run(on: NothingEngine.self)
    }
  }

  func run<Engine: DispatchEngine & ~Copyable>(on engine: Engine.Type) -> DispatchOutcome {
    precondition(threads == 1 || self.engine != .plain, "plain memory is one thread's")
    let floor = DispatchFloor<Engine>(self)
    let gate = Gate(threads)
    let finish = Gate(threads)
    let book = Book()
    let steps = steps / threads
    PinnedThreads.run(threads) { number in
      var hand = DispatchHand(floor, number: number)
      for _ in 0..<(floor.target + 20_000) { hand.step() }
      // Nobody stands still while others go on: their agents would be held by chats that never end.
      gate.pass { hand.step() }
      (hand.matches, hand.turnedAway, hand.missed) = (0, 0, 0)
      let begin = Clocks()
      for _ in 0..<steps { hand.step() }
      let end = Clocks()
      let (matches, turnedAway) = (hand.matches, hand.turnedAway + hand.missed)
      book.add(begin, end)
      finish.pass { hand.step() }
      book.add(matches, turnedAway, waiting: hand.inSystem - hand.chatCount)
    }
    return book.outcome
  }
}

/// What a loop drives.
public enum DispatchedEngine: String, Sendable, CaseIterable {
  /// The routing core as it ships.
  case atomic
  /// The same over plain memory.
  case plain
  /// One lock around lists.
  case listMutex = "list-mutex"
  /// Nothing: what the loop costs.
  case nothing
}

/// What a run cost.
public struct DispatchOutcome: Sendable {
  /// Customers given to an agent.
  public var dispatches = 0
  /// Processor time of all threads.
  public var processorNanoseconds: Int64 = 0
  /// From the first thread's start to the last one's end.
  public var wallNanoseconds: Int64 = 0
  /// Customers who found a line full, or no request to come with; next to none in a valid run.
  public var turnedAway = 0
  /// Customers who wait at the end.
  public var waiting = 0

  /// Processor time of one.
  public var processorPerDispatch: Double { Double(processorNanoseconds) / Double(dispatches) }
  /// Wall time of one.
  public var wallPerDispatch: Double { Double(wallNanoseconds) / Double(dispatches) }
}
