// What an earlier server left on record: it goes on under its old keys, or is over.

import Consultation
import Consulting
import Transcripts

extension ConsultationRecord {
  /// A session goes on.
  mutating func goOn(_ session: SessionNumber, as earlier: ResumableSession) {
    sessions[session] = earlier.session.session
    if earlier.state == .away { awayAgents.insert(session) }
  }

  /// A customer's consultation goes on.
  mutating func goOn(_ customer: SessionNumber, in consultation: ConsultationKey) {
    consultations[customer] = consultation
  }

  /// A dialogue goes on.
  mutating func goOn(_ dialogue: DialogueKey) {
    dialogues.insert(dialogue.number)
    earlierRuns[dialogue.number] = dialogue.run
  }

  /// A session could not go on.
  mutating func end(_ session: SessionKey, at now: SimulationTime) {
    note(.session(session, .over), at: now)
  }

  /// A consultation could not go on.
  mutating func end(_ consultation: ConsultationKey, at now: SimulationTime) {
    note(.closed(consultation, .closing), at: now)
  }

  /// A dialogue could not go on.
  mutating func end(_ dialogue: DialogueKey, at now: SimulationTime) {
    note(.ended(dialogue, .closing), at: now)
  }
}
