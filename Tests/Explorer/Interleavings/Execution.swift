// One execution: modelled threads under a baton, each operation a point of decision.

import CStacks

/// Runs the threads of an interplay one operation at a time, as the decisions say.
@safe final class Execution {
  /// How an execution ended.
  enum Ending: Equatable {
    case complete
    /// At a state whose continuations were explored already.
    case known
    case failed(String)
  }

  /// A modelled thread.
  @safe struct Thread {
    let flow: OpaquePointer
    var isDone = false
    /// Hash of everything it has been told by memory: with it, its own memory is known.
    var history: UInt64 = 0
  }

  let interplay: any Interplay
  var memory: WeakMemory
  var decisions: Decisions
  var visited: VisitedStates?
  /// Lines of the trace, if one is wanted.
  var trace: Trace?
  private(set) var running = 0
  private(set) var operations = 0
  /// Whether a further preemption was refused because the bound was reached.
  private(set) var wasBounded = false
  private var threads: [Thread] = []
  private let caller: OpaquePointer
  private var ending = Ending.complete
  private var preemptionsLeft = 0
  /// Whether the running thread was just chosen to perform its next operation.
  private var isChosen = false
  private let mostOperations: Int
  let orders: Orders

  // Safety (whole type): flows live as long as the execution; only one of them runs at a time, on
  // the thread of the system that called `run`, and that is where `flow_owner` names this object.

  init(_ interplay: any Interplay, limits: Limits, orders: Orders) {
    self.interplay = interplay
    self.orders = orders
    mostOperations = limits.operations
    memory = WeakMemory(threads: interplay.threads.count, mostOutdated: limits.outdatedReads)
    decisions = Decisions()
    // Safety: as said above.
    unsafe caller = Self.makeFlow(bytes: 0)
    for _ in interplay.threads {
      unsafe threads.append(Thread(flow: Self.makeFlow(bytes: 256 << 10)))
    }
  }

  /// Frees what an execution needs. Threads that were cut short may still hold the object itself.
  func close() {
    // Safety: as said above; none of them runs, and none is switched to again.
    unsafe flow_free(caller)
    for thread in threads { unsafe flow_free(thread.flow) }
    threads = []
    visited = nil
    memory = WeakMemory(threads: 0, mostOutdated: 0)
  }

  private static func makeFlow(bytes: Int) -> OpaquePointer {
    // Safety: a plain allocation.
    guard let flow = unsafe flow_make(bytes) else { fatalError("no memory for a stack") }
    return unsafe flow
  }

  /// The execution that the caller is inside of.
  static var current: Execution? {
    // Safety: set by `run` to an object that lives for as long.
    unsafe flow_owner().map { unsafe Unmanaged<Execution>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Runs the threads from the start, with that many preemptions at most.
  func run(preemptions: Int) -> Ending {
    interplay.begin()
    memory.restart()
    operations = 0
    preemptionsLeft = preemptions
    ending = .complete
    // Safety: as said above the initialiser; the body finds its thread by `running`.
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    for index in threads.indices {
      threads[index].isDone = false
      threads[index].history = mixed(UInt64(index))
      unsafe flow_restart(
        threads[index].flow,
        { owner in
          guard let owner = unsafe owner else { return }
          unsafe Unmanaged<Execution>.fromOpaque(owner).takeUnretainedValue().runThread()
        }, this)
    }
    unsafe flow_set_owner(this)
    chooseFirst()
    unsafe flow_switch(caller, threads[running].flow)
    flow_set_owner(nil)
    guard ending == .complete else { return ending }
    memory.forEachFinalValue { address, value in
      unsafe UnsafeMutablePointer<UInt64>(bitPattern: address)?.pointee = value
    }
    if let wrong = interplay.verdict() { ending = .failed(wrong) }
    return ending
  }

  /// Ends the execution from inside a thread.
  func cutShort(_ ending: Ending) -> Never {
    self.ending = ending
    // Safety: as said above the initialiser; the flow left behind is restarted, never resumed.
    unsafe flow_switch(threads[running].flow, caller)
    fatalError("a flow that was cut short was resumed")
  }

  // MARK: Who is next

  private func runThread() {
    interplay.run(running)
    threads[running].isDone = true
    guard threads.contains(where: { !$0.isDone }) else { cutShort(.complete) }
    let ended = running
    lookForKnownState(last: threads.count)
    choose(among: threads.count { !$0.isDone }, after: ended)
    // Safety: as said above the initialiser.
    unsafe flow_switch(threads[ended].flow, threads[running].flow)
    fatalError("a thread that had ended was resumed")
  }

  private func chooseFirst() {
    running = -1
    choose(among: threads.count, after: -1)
  }

  /// One of the threads that have not ended, in turn after the last.
  private func choose(among count: Int, after last: Int) {
    handOver(to: count == 1 ? 0 : decide(count), after: last)
  }

  /// The thread number `choice` of those that have not ended, in turn after the last, is next.
  private func handOver(to choice: Int, after last: Int) {
    var next = last
    var left = choice
    repeat {
      next = (next + 1) % threads.count
      if !threads[next].isDone { left -= 1 }
    } while left >= 0
    running = next
    isChosen = true
    trace?.change()
  }

  /// The running thread is about to operate: it goes on, or another one is first.
  func takeTurn() {
    if !isChosen { interfere() }
    isChosen = false
    operations += 1
    if operations > mostOperations {
      cutShort(.failed("no end within \(mostOperations) operations"))
    }
  }

  private func interfere() {
    let others = threads.count { !$0.isDone } - 1
    if others == 0 { return }
    if preemptionsLeft == 0 {
      // A schedule reads the same whatever the bound.
      wasBounded = true
      _ = decide(1)
      return
    }
    lookForKnownState(last: running)
    let choice = decide(others + 1)
    if choice == 0 { return }
    preemptionsLeft -= 1
    let interrupted = running
    handOver(to: choice - 1, after: interrupted)
    // Safety: as said above the initialiser; returns when this thread is chosen again.
    unsafe flow_switch(threads[interrupted].flow, threads[running].flow)
  }

  /// Ends the execution if all that can follow was explored already.
  private func lookForKnownState(last: Int) {
    guard visited != nil, decisions.isNew else { return }
    var state = memory.hash &+ mixed(UInt64(last))
    for (index, thread) in threads.enumerated() {
      state = state &+ mixed(thread.history ^ UInt64(index) << 8 ^ (thread.isDone ? 1 : 0))
    }
    if visited?.insert(state, budget: preemptionsLeft) == false { cutShort(.known) }
  }

  // MARK: What threads ask

  /// One of several possibilities, as the schedule says.
  func decide(_ count: Int) -> Int {
    guard let choice = decisions.next(of: count) else {
      cutShort(.failed("the schedule does not fit: the threads do not do the same every time"))
    }
    return choice
  }

  /// Notes what the running thread has learnt.
  func tell(_ value: UInt64, from position: Int) {
    threads[running].history = mixed(threads[running].history ^ value) &+ UInt64(position)
  }
}
