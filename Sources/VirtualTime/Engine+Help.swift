// An agent who does not know asks another; and the time to the agent's first answer.

import Consulting
import Population
import Rings
import Routing

extension Engine {
  /// The answering agent may ask another, through the code of the same page.
  mutating func askForHelp(_ request: Int, _ agent: Int) {
    let stream = Int(customers[request].stream)
    guard streams[stream].hasHelp else { return }
    var draws = draws(request, .help, attempt: customers[request].drawAttempt)
    guard draws.happens(streams[stream].helpProbability), let place = takePlace() else { return }
    var question = Customer(key: customers[request].key)
    question.kind = .help
    question.stream = customers[request].stream
    question.served = question.stream
    question.attempt = customers[request].attempt
    question.comebacks = customers[request].comebacks
    question.period = customers[request].period
    question.queuedSince = now
    question.link = UInt32(truncatingIfNeeded: request)
    question.lastAgent = UInt32(truncatingIfNeeded: agent)
    customers[place] = question
    customers[request].link = UInt32(truncatingIfNeeded: place)
    let id = RequestID(place)
    let classIndex = classIndex(place)
    let draw = choiceDraw(place)
    let asker = AgentID(agent)
    var placement = router.ask(id, class: classIndex, by: asker, at: time, draw: draw)
    if case .lineFull = placement, router.makeRoom(forClass: classIndex, ring: 0, isFront: false) {
      placement = router.ask(id, class: classIndex, by: asker, at: time, draw: draw)
    }
    switch placement {
    case .assigned(let helper), .assignedWithRoom(let helper):
      give(place, to: Int(helper.index))
    case .waiting:
      beginWait(place)
      expectBatch(for: place)
    case .blocked, .lineFull, .takenElsewhere:
      customers[request].link = .max
      release(place)
    }
  }

  /// The chat ends: a question that nobody has joined yet is withdrawn, one that is being answered
  /// goes on by itself.
  mutating func withdrawQuestion(_ request: Int) {
    let question = customers[request].link
    guard question != .max else { return }
    customers[request].link = .max
    customers[Int(question)].link = .max
    if customers[Int(question)].agent == .max { leaveQueue(Int(question)) }
  }

  /// A waiting question leaves: its asker no longer points to it.
  func forgetQuestion(_ question: Int) {
    let asker = customers[question].link
    if asker != .max { customers[Int(asker)].link = .max }
    customers[question].link = .max
  }

  /// Draws when the agent's first answer comes, as work on the agent's clock.
  mutating func expectFirstAnswer(_ request: Int, _ agent: Int) {
    let stream = Int(customers[request].stream)
    guard streams[stream].hasFirstAnswer else { return }
    var draws = draws(request, .firstAnswer, attempt: customers[request].drawAttempt)
    let span = Double(streams[stream].firstAnswer.sample(&draws).nanoseconds)
    // The last word of a chat is an answer: the first comes no later than the end.
    let begin = customers[request].endWork - customers[request].effort
    customers[request].firstAnswerWork = begin + min(span, customers[request].effort)
  }

  /// Notes the first answers that come before the agent's clock reaches a point.
  func noteFirstAnswers(_ agent: Int, until reached: Double, _ speed: Double) {
    let base = agent &* rules.mostOpen
    for place in 0..<Int(clocks[agent].open) {
      let request = Int(chats[base &+ place])
      let due = customers[request].firstAnswerWork
      // The work of half a nanosecond more: the timer of the end is rounded.
      guard due <= reached + 0.5 * max(1, speed) else { continue }
      let span = (due - clocks[agent].work) / speed
      let at = clocks[agent].updatedAt &+ Self.whole(max(0, span))
      customers[request].firstAnswerWork = .infinity
      customers[request].firstResponse =
        customers[request].waited &+ customers[request].handledBefore
        &+ min(at, now) &- customers[request].assignedAt
    }
  }
}
