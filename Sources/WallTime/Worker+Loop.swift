// The worker's loop: one reading of the clock an event, which also ends the event before.

import CPlatform
import Consulting
import Glibc
import Population
import Rings
import Routing
import Tallies

extension Worker {
  /// An idle span of more is no polling: the worker slept, or somebody else had the processor.
  private static var longestPoll: Int64 { 10_000 }
  /// How long before the next event a worker wakes, and the least sleep that pays. Whoever polls
  /// all the time is put off for milliseconds where others want the processor too.
  private static var wakesBefore: Int64 { 100_000 }
  private static var longestSleep: Int64 { 20_000_000 }
  /// How long after its end a run that is behind its schedule may catch up.
  private static var grace: Int64 { 1_000_000_000 }
  /// How long after its end a saturated run waits for the last customers to get their agent.
  private static var drainGrace: Int64 { 50_000_000 }

  /// Whoever is there at the beginning comes on duty, and the first customers are drawn; before
  /// any worker starts.
  mutating func prepare() {
    if index == 0 {
      while agendaIndex < agenda.items.count, agenda.items[agendaIndex].time <= 0 {
        happen()
      }
      setAgendaTimer()
      timers.set(samplerTimer, at: 0)
    }
    if isSaturated {
      while pool.take() != nil {}
    } else {
      for source in 0..<ownStreams.count { drawArrival(source) }
    }
  }

  /// Plays until the end of the run; `origin` is its beginning by the monotonic clock.
  mutating func run(from origin: Int64) {
    var wasIdle = true
    while !floor.mustStop {
      let before = now
      now = sangdam_monotonic_nanoseconds() &- origin
      if !wasIdle {
        busyNanoseconds &+= now &- before
      } else if now &- before < Self.longestPoll {
        idleNanoseconds &+= now &- before
      }
      wasIdle = false
      finishEvent()
      if !floor.returned.isEmpty(index) { takeReturned() }
      if now >= end, isOver { break }
      if timers.nextTime <= now {
        expire()
      } else if isSaturated {
        wasIdle = !goRound()
      } else {
        wasIdle = true
        sleep(until: min(timers.nextTime, end))
      }
    }
    now = max(now, sangdam_monotonic_nanoseconds() &- origin)
    finishEvent()
    for source in 0..<ownStreams.count where !isSaturated { countNeverSent(source) }
  }

  /// Whether nothing is left to be done after the end.
  private var isOver: Bool {
    guard isSaturated else { return timers.nextTime > now || now >= end &+ Self.grace }
    return readyCount == 0 && (idlePlaces.taken == 0 || now >= end &+ Self.drainGrace)
  }

  /// What the reading of the clock that ends an event is needed for.
  @inline(__always) private mutating func finishEvent() {
    if joined >= 0 {
      floor.enqueued.store(joined, UInt64(now))
      joined = -1
    }
    if freshCount > 0 { deliver() }
  }

  /// Sleeps when there is time for it; what is left is spent awake.
  private func sleep(until due: Int64) {
    let span = min(due &- now &- Self.wakesBefore, Self.longestSleep)
    guard span > Self.wakesBefore else { return }
    var time = timespec(tv_sec: 0, tv_nsec: Int(span))
    // Safety: the time is a variable of this function.
    unsafe _ = nanosleep(&time, nil)
  }

  /// The next timer has run out.
  @inline(__always) private mutating func expire() {
    let timer = timers.nextTimer
    let due = timers.nextTime
    events &+= 1
    if timer >= firstChatTimer {
      book.recordLag(now &- due)
      timers.clear(timer)
      end(timer &- firstChatTimer)
    } else if timer >= firstPlaceTimer {
      book.recordLag(now &- due)
      timers.clear(timer)
      waitTimer(timer &- firstPlaceTimer, due: due)
    } else if timer == samplerTimer {
      sample()
    } else if timer == agendaTimer {
      happen()
      setAgendaTimer()
    } else {
      book.recordLag(now &- due)
      let key = nextKeys[timer]
      let ordinal = sources[timer].count &- 1
      drawArrival(timer)
      submit(stream: Int(ownStreams[timer]), key: key, ordinal: ordinal, due: due)
    }
  }

  /// Saturated: a customer comes at each free place of the pool, else the oldest chat ends; after
  /// the end nobody comes any more.
  ///
  /// - Returns: false if there was nothing to do.
  @inline(__always) private mutating func goRound() -> Bool {
    if now < end, !isCrowded, let place = idlePlaces.take() {
      events &+= 1
      comeAgain(place)
      return true
    }
    isCrowded = false
    guard readyCount > 0 else { return false }
    events &+= 1
    let chat = Int(ready[readyFirst])
    readyFirst = readyFirst &+ 1 == ready.count ? 0 : readyFirst &+ 1
    readyCount &-= 1
    chats[chat].due = now
    end(chat)
    return true
  }

  /// Draws a stream's next customer and sets the timer; none who would come after the end.
  private mutating func drawArrival(_ source: Int) {
    let next = sources[source].next()
    nextKeys[source] = sources[source].customer
    let due = next == .never ? Int64.max : floor.model.scaled(next)
    if due < end { timers.set(source, at: due) } else { timers.clear(source) }
  }

  /// Customers who were due when the run had to be ended.
  private mutating func countNeverSent(_ source: Int) {
    guard timers.isSet(source), timers.time(of: source) < now else { return }
    while timers.isSet(source) {
      neverSent &+= 1
      drawArrival(source)
    }
  }

  private mutating func sample() {
    if depthCount < depths.count {
      depths[depthCount] = WallClockTally.Depth(
        nanoseconds: now, waiting: max(0, floor.waitingCount),
        dispatches: floor.dispatchCount)
      depthCount &+= 1
    }
    timers.set(samplerTimer, at: now &+ max(1_000_000, end / Int64(Self.samples)))
  }

  private mutating func setAgendaTimer() {
    if agendaIndex < agenda.items.count {
      timers.set(agendaTimer, at: agenda.items[agendaIndex].time)
    } else {
      timers.clear(agendaTimer)
    }
  }

  /// The roster changes: idle agents leave first, a chat that goes on is finished.
  private mutating func happen() {
    let item = agenda.items[agendaIndex]
    agendaIndex &+= 1
    let first = groups[item.group].firstAgent
    let roster = first..<first + groups[item.group].agents
    var wanted = 0
    for agent in roster.prefix(item.count) where agenda.isPresent[agent] { wanted += 1 }
    var present = 0
    for agent in roster where signedOn[agent] { present += 1 }
    for agent in roster where present < wanted && agenda.isPresent[agent] && !signedOn[agent] {
      signOn(agent, due: item.time)
      present += 1
    }
    for pass in 0..<2 {
      for agent in roster.reversed() where present > wanted && signedOn[agent] {
        guard pass == 1 || floor.router.heldCount(AgentID(agent)) == 0 else { continue }
        signOff(agent, due: item.time)
        present -= 1
      }
    }
  }
}
