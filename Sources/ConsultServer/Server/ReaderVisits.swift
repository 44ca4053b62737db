// Who reads over which connection, and what leads an invited reader from one page to the next.

import ChatRelay
import Consultation

/// Readers. One who was never invited is gone with the connection, and has no secret.
struct ReaderVisits {
  private struct Visit {
    var connection: ConnectionKey?
    /// Which of all connections it went over last.
    var order: UInt64
    /// What the client shows on the next page; nil before the first invitation.
    var secret: String?
  }

  private var visits: [SessionNumber: Visit] = [:]
  private var sessions: [String: SessionNumber] = [:]

  /// Readers who have a secret.
  var invited: [SessionNumber] { Array(sessions.values) }

  /// The connection of a reader; nil while there is none.
  func connection(of session: SessionNumber) -> ConnectionKey? { visits[session]?.connection }

  /// Which of all connections a reader came over last; nil if there is no such reader.
  func order(of session: SessionNumber) -> UInt64? { visits[session]?.order }

  /// The reader of a secret.
  func session(of secret: String) -> SessionNumber? { sessions[secret] }

  /// Somebody begins to read, or goes on; the connection that he had until now.
  mutating func settle(
    _ session: SessionNumber, in key: ConnectionKey, order: UInt64
  ) -> ConnectionKey? {
    let old = visits[session]?.connection
    visits[session, default: Visit(order: order)].order = order
    visits[session]?.connection = key
    return old
  }

  /// A connection is gone; whether it was the reader's present one.
  mutating func went(_ key: ConnectionKey, of session: SessionNumber) -> Bool {
    guard visits[session]?.connection == key else { return false }
    visits[session]?.connection = nil
    if visits[session]?.secret == nil { visits[session] = nil }
    return true
  }

  /// A reader's secret; nil if there is no such reader.
  mutating func secret(
    of session: SessionNumber, orNew made: @autoclosure () -> String
  ) -> String? {
    guard let visit = visits[session] else { return nil }
    if let secret = visit.secret { return secret }
    let secret = made()
    visits[session]?.secret = secret
    sessions[secret] = session
    return secret
  }

  /// A reader is one no more; the connection that he had.
  @discardableResult
  mutating func forget(_ session: SessionNumber) -> ConnectionKey? {
    guard let visit = visits.removeValue(forKey: session) else { return nil }
    if let secret = visit.secret { sessions[secret] = nil }
    return visit.connection
  }
}
