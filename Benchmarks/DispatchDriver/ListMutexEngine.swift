// The control: what a careful engineer writes first. One lock, per class the list of its agents
// and a queue of its customers.

import Consulting
import Glibc
import Rings

/// One lock around plain tables. Of those with room who may answer, the best level and then the
/// fewest chats; a freed agent takes who came first of all his classes.
///
/// Safety: all that changes is touched under the lock only.
@safe struct ListMutexEngine: ~Copyable, DispatchEngine {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let load: Block<UInt8>
  /// `skills[firstSkill[agent] ..< firstSkill[agent + 1]]`: classes.
  private let firstSkill: Block<UInt32>
  private let skills: Block<UInt32>
  /// `agents[firstAgent[class] ..< firstAgent[class + 1]]`.
  private let firstAgent: Block<UInt32>
  private let agents: Block<Able>
  /// Per class the first and last who waits, −1 = nobody.
  private let queues: Block<Queue>
  /// Per request when it came, and who waits behind it.
  private let waiting: Block<Waiting>

  private struct Able: BitwiseCopyable {
    var agent: UInt32
    var level: UInt32
  }
  private struct Queue: BitwiseCopyable {
    var first: Int32
    var last: Int32
  }
  private struct Waiting: BitwiseCopyable {
    var entered: Int64
    var next: Int32
  }

  init(_ asked: DispatchCase, requests: Int) {
    let topology = asked.topology
    // Safety: allocated and initialised here, freed in `deinit`.
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    _ = unsafe pthread_mutex_init(mutex, nil)
    load = Block(count: topology.agents, repeating: 0)
    var classAgents = [[Able]](repeating: [], count: topology.classes)
    var starts: [UInt32] = [0]
    for (agent, skills) in topology.skills.enumerated() {
      starts.append(starts[agent] + UInt32(skills.count))
      for skill in skills {
        classAgents[skill.classIndex].append(
          Able(agent: UInt32(agent), level: UInt32(skill.level)))
      }
    }
    firstSkill = Block(starts)
    skills = Block(topology.skills.joined().map { UInt32($0.classIndex) })
    var ends: [UInt32] = [0]
    for (index, able) in classAgents.enumerated() { ends.append(ends[index] + UInt32(able.count)) }
    firstAgent = Block(ends)
    agents = Block(Array(classAgents.joined()))
    queues = Block(count: topology.classes, repeating: Queue(first: -1, last: -1))
    waiting = Block(count: requests, repeating: Waiting(entered: 0, next: -1))
  }

  deinit {
    // Safety: nobody is inside any more.
    _ = unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  @inline(__always) private func locked<Result>(_ body: () -> Result) -> Result {
    // Safety: the lock lives as long as `self`; lock and unlock come in pairs.
    _ = unsafe pthread_mutex_lock(mutex)
    let result = body()
    _ = unsafe pthread_mutex_unlock(mutex)
    return result
  }

  @inline(__always)
  func arrive(_ request: Int, class classIndex: Int, at now: SimulationTime, draw: UInt64)
    -> Arrival
  {
    locked {
      var best = -1
      var least = UInt32.max
      for place in Int(firstAgent[classIndex])..<Int(firstAgent[classIndex + 1]) {
        let able = agents[place]
        let chats = load[Int(able.agent)]
        guard Int(chats) < Topology.chats, able.level * 16 + UInt32(chats) < least else { continue }
        least = able.level * 16 + UInt32(chats)
        best = Int(able.agent)
      }
      guard best < 0 else {
        load[best] += 1
        return Arrival(agent: best)
      }
      waiting[request] = Waiting(entered: now.nanoseconds, next: -1)
      if queues[classIndex].first < 0 {
        queues[classIndex].first = Int32(request)
      } else {
        waiting[Int(queues[classIndex].last)].next = Int32(request)
      }
      queues[classIndex].last = Int32(request)
      return Arrival()
    }
  }

  @inline(__always)
  func endChat(of agent: Int, _ request: Int, at now: SimulationTime) -> Int {
    locked {
      var best = -1
      var earliest = Int64.max
      for place in Int(firstSkill[agent])..<Int(firstSkill[agent + 1]) {
        let classIndex = Int(skills[place])
        let first = Int(queues[classIndex].first)
        guard first >= 0, waiting[first].entered < earliest else { continue }
        earliest = waiting[first].entered
        best = classIndex
      }
      guard best >= 0 else {
        load[agent] -= 1
        return -1
      }
      let next = Int(queues[best].first)
      queues[best].first = waiting[next].next
      return next
    }
  }

  @inline(__always) func takeNext(_ agent: Int, at now: SimulationTime) -> Int { -1 }
}
