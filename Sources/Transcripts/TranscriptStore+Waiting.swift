// Who waited when a server ended.

import GRDB

/// A customer who had asked, and was in no dialogue.
public struct WaitingCustomer: Equatable, Sendable {
  /// Which consultation.
  public let consultation: ConsultationKey
  /// Whose session.
  public let session: SessionKey
  /// The text form of the page's code.
  public let code: String
  /// What was asked.
  public let question: String

  /// A customer who is to wait.
  public init(
    consultation: ConsultationKey, session: SessionKey, code: String, question: String
  ) {
    self.consultation = consultation
    self.session = session
    self.code = code
    self.question = question
  }
}

extension TranscriptStore {
  /// The customers who waited, in the order in which they asked.
  public func waiting() throws(TranscriptFault) -> [WaitingCustomer] {
    do {
      return try database.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT consultation, session, code, question FROM consultation c
            WHERE closed_at IS NULL AND session IS NOT NULL AND NOT EXISTS (
              SELECT 1 FROM dialogue d
              WHERE d.consultation = c.consultation AND d.closed_at IS NULL)
            ORDER BY consultation
            """)
        return rows.map {
          WaitingCustomer(
            consultation: ConsultationKey(bits: $0[0]), session: SessionKey(bits: $0[1]),
            code: $0[2], question: $0[3])
        }
      }
    } catch {
      throw TranscriptFault(error)
    }
  }
}
