// What happens at the desk, put on record: who asked, who joined, how it ended.

import ChatRelay
import Consultation
import Consulting
import Transcripts

/// The desk's side of the transcripts; the messages are the relay's.
///
/// What finds the queue full waits here, in its order; while much waits nobody new is let in and
/// nobody is asked for help, so that what waits has an end: who is here can do so many things once.
/// Coming back can be done often, and is noted once.
struct ConsultationRecord {
  /// So many events may wait before customers are turned away.
  static let mostWaiting = 4_096

  private let queue: TranscriptQueue
  let run: UInt32
  private let clock: WallClock
  /// When the server's own time began, in nanoseconds of the monotonic clock.
  var start: Int64 = 0
  var consultations: [SessionNumber: ConsultationKey] = [:]
  var sessions: [SessionNumber: SessionKey] = [:]
  /// Dialogues that have begun and not ended, by their numbers on the wire.
  var dialogues: Set<UInt32> = []
  /// In which run those began that an earlier server began.
  var earlierRuns: [UInt32: UInt32] = [:]
  /// Agents who want nobody new, as it is on record.
  var awayAgents: Set<SessionNumber> = []
  private var lastConsultation: UInt32 = 0
  private var lastSession: UInt32 = 0
  private var waiting: [(event: TranscriptEvent, time: TranscriptTime)] = []
  private var firstWaiting = 0
  /// Where those wait who joined or came back.
  private var joins: [Seat: Int] = [:]

  private struct Seat: Hashable {
    let dialogue: UInt32
    let party: Int
  }

  init(_ queue: TranscriptQueue, run: UInt32, clock: WallClock) {
    self.queue = queue
    self.run = run
    self.clock = clock
  }

  /// Whether too much waits to let somebody new in.
  var isBehind: Bool { waiting.count - firstWaiting > Self.mostWaiting }

  /// A session begins.
  ///
  /// - Parameter digest: of its secret, 32 bytes.
  mutating func opened(
    _ session: SessionNumber, digest: [UInt8], name: String, at now: SimulationTime
  ) {
    let key = sessions[session] ?? newSession()
    sessions[session] = key
    // A session that begins, or has a new secret, is on record as live.
    awayAgents.remove(session)
    let role: PartyRole = session.isAgents ? .agent : .customer
    note(
      .opened(TranscriptSession(session: key, digest: digest, role: role, name: name)), at: now)
  }

  private mutating func newSession() -> SessionKey {
    lastSession += 1
    return SessionKey(run: run, number: lastSession)
  }

  /// An agent wants nobody new, or somebody again.
  mutating func stands(_ session: SessionNumber, isAway: Bool, at now: SimulationTime) {
    guard let key = sessions[session], isAway != awayAgents.contains(session) else { return }
    if isAway { awayAgents.insert(session) } else { awayAgents.remove(session) }
    note(.session(key, isAway ? .away : .live), at: now)
  }

  /// A customer was let in.
  mutating func asked(
    _ session: SessionNumber, _ code: IdentificationCode, _ question: String,
    at now: SimulationTime
  ) {
    consultations[session] = begin(code, question, by: sessions[session], at: now)
  }

  private mutating func begin(
    _ code: IdentificationCode, _ question: String, by session: SessionKey?,
    at now: SimulationTime
  ) -> ConsultationKey {
    lastConsultation += 1
    let key = ConsultationKey(run: run, number: lastConsultation)
    note(.asked(key, code, question: question, by: session), at: now)
    return key
  }

  /// A session joins a dialogue, comes back to it, or is something else in it from now on.
  mutating func joined(
    _ wire: UInt32, _ session: SessionNumber, party: Int, _ role: PartyRole,
    _ subject: DialogueSubject, _ visitor: Visitors.Holder?, name: String, at now: SimulationTime
  ) {
    let dialogue = key(of: wire)
    if dialogues.insert(wire).inserted {
      let consultation =
        subject.customer.flatMap { consultations[$0] }
        ?? begin(subject.code, subject.question, by: nil, at: now)
      note(.began(dialogue, of: consultation), at: now)
    }
    guard let key = sessions[session] else { return }
    let event = TranscriptEvent.joined(
      dialogue,
      TranscriptParty(
        party: UInt8(party), role: role, session: key, name: name,
        address: visitor?.remote.address ?? "", port: visitor?.remote.port ?? 0))
    let seat = Seat(dialogue: wire, party: party)
    if let place = joins[seat], place >= firstWaiting {
      waiting[place].event = event
    } else if !note(event, at: now) {
      joins[seat] = waiting.count - 1
    }
  }

  /// A party has left a dialogue that goes on.
  mutating func left(_ wire: UInt32, party: Int, at now: SimulationTime) {
    guard dialogues.contains(wire) else { return }
    note(.left(key(of: wire), party: UInt8(party)), at: now)
  }

  /// A dialogue is over, and with it, for a customer, the consultation.
  mutating func ended(
    _ session: SessionNumber, _ wire: UInt32?, _ ending: ConsultationEnding,
    at now: SimulationTime
  ) {
    let ending = TranscriptEnding(rawValue: ending.rawValue) ?? .closing
    if let wire { over(wire, ending, at: now) }
    if let consultation = consultations.removeValue(forKey: session) {
      note(.closed(consultation, ending), at: now)
    }
  }

  /// A dialogue is over, in whatever way.
  mutating func over(_ wire: UInt32, _ ending: TranscriptEnding, at now: SimulationTime) {
    guard dialogues.remove(wire) != nil else { return }
    note(.ended(key(of: wire), ending), at: now)
    earlierRuns[wire] = nil
  }

  private func key(of wire: UInt32) -> DialogueKey {
    DialogueKey(run: earlierRuns[wire] ?? run, number: wire)
  }

  /// A session is no more.
  mutating func closed(_ session: SessionNumber, at now: SimulationTime) {
    guard let key = sessions.removeValue(forKey: session) else { return }
    awayAgents.remove(session)
    note(.session(key, .over), at: now)
    if let consultation = consultations.removeValue(forKey: session) {
      note(.closed(consultation, .lost), at: now)
    }
  }

  /// Appends what had to wait, as far as there is room.
  mutating func catchUp() {
    while firstWaiting < waiting.count {
      let next = waiting[firstWaiting]
      guard queue.append(next.event, at: next.time) != nil else { return }
      firstWaiting += 1
    }
    guard firstWaiting > 0 else { return }
    waiting.removeAll()
    joins.removeAll()
    firstWaiting = 0
  }

  /// Whether the queue has it; else it waits.
  @discardableResult mutating func note(
    _ event: TranscriptEvent, at now: SimulationTime
  ) -> Bool {
    let time = clock.time(start + now.nanoseconds)
    if firstWaiting == waiting.count, queue.append(event, at: time) != nil { return true }
    waiting.append((event, time))
    return false
  }
}
