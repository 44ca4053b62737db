// Who is who on which connection: connections come and go, sessions stay.

import ChatRelay
import Consultation

/// Connections and sessions, and the secrets that lead from the one to the other.
struct Visitors {
  /// A connection that is open.
  struct Visit {
    let entrance: Entrance
    let remote: RemoteAddress
    /// Nanoseconds of the server's clock.
    let since: Int64
    /// The so-manieth connection.
    let order: UInt64
    /// Nil until its first message was good.
    var session: SessionNumber?
  }

  /// A session, connected or not.
  struct Holder {
    /// What the client shows to come back; nil of a session that an earlier server began, until
    /// it comes back.
    var secret: String?
    /// Of such a session, the digest of the secret.
    var digest: [UInt8]?
    /// As the session's last connection had it.
    var remote: RemoteAddress
    var connection: ConnectionKey?
    /// Which of all connections it went over last.
    var order: UInt64
  }

  private(set) var visits: [ConnectionKey: Visit] = [:]
  private(set) var holders: [SessionNumber: Holder] = [:]
  private(set) var readers = ReaderVisits()
  /// Names of agents with a session.
  private(set) var names: [SessionNumber: String] = [:]
  private var sessions: [String: SessionNumber] = [:]
  private var agents: [String: SessionNumber] = [:]
  /// Sessions that an earlier server began, by the digests of their secrets.
  private var digests: [[UInt8]: SessionNumber] = [:]
  private var lastOrder: UInt64 = 0
  /// Connections without a session, the oldest first; some of them are gone.
  private var strangers: [(key: ConnectionKey, since: Int64)] = []

  mutating func came(
    _ key: ConnectionKey, _ entrance: Entrance, _ remote: RemoteAddress, at now: Int64
  ) {
    lastOrder += 1
    visits[key] = Visit(entrance: entrance, remote: remote, since: now, order: lastOrder)
    strangers.append((key, now))
  }

  /// A connection is gone; the session that it was the present connection of.
  mutating func went(_ key: ConnectionKey) -> SessionNumber? {
    guard let session = visits.removeValue(forKey: key)?.session else { return nil }
    if session.isReaders { return readers.went(key, of: session) ? session : nil }
    guard holders[session]?.connection == key else { return nil }
    holders[session]?.connection = nil
    return session
  }

  /// Somebody reads, over a connection without a session; the connection that he had until now.
  mutating func read(_ session: SessionNumber, over key: ConnectionKey) -> ConnectionKey? {
    guard let visit = visits[key] else { return nil }
    visits[key]?.session = session
    let old = readers.settle(session, in: key, order: visit.order)
    if let old { visits[old]?.session = nil }
    return old
  }

  /// What an invited reader shows to go on reading as whom he was invited.
  mutating func secret(
    ofReader session: SessionNumber, orNew made: @autoclosure () -> String
  ) -> String? {
    readers.secret(of: session, orNew: made())
  }

  /// The connection of a session; nil while it has none.
  func connection(of session: SessionNumber) -> ConnectionKey? {
    session.isReaders ? readers.connection(of: session) : holders[session]?.connection
  }

  /// A session begins or goes on in a connection; the connection that it had until now.
  mutating func settle(
    _ session: SessionNumber, in key: ConnectionKey, secret: @autoclosure () -> String
  ) -> ConnectionKey? {
    guard let visit = visits[key] else { return nil }
    if let reader = visit.session, reader.isReaders { readers.forget(reader) }
    visits[key]?.session = session
    guard let holder = holders[session] else {
      let secret = secret()
      holders[session] = Holder(
        secret: secret, remote: visit.remote, connection: key, order: visit.order)
      sessions[secret] = session
      return nil
    }
    if holder.secret == nil {
      let secret = secret()
      holders[session]?.secret = secret
      sessions[secret] = session
    }
    holders[session]?.connection = key
    holders[session]?.order = visit.order
    holders[session]?.remote = visit.remote
    if let old = holder.connection, old != key {
      visits[old]?.session = nil
      return old
    }
    return nil
  }

  /// Whether a connection is older than the one that the session goes over, or went over last: the
  /// client has given it up since, and what it says comes late.
  func isLate(_ key: ConnectionKey, for session: SessionNumber) -> Bool {
    guard let visit = visits[key],
      let order = holders[session]?.order ?? readers.order(of: session)
    else { return false }
    return visit.order < order
  }

  /// A session goes on that an earlier server began.
  mutating func restore(_ session: SessionNumber, digest: [UInt8]) {
    holders[session] = Holder(
      secret: nil, digest: digest, remote: RemoteAddress(address: 0, port: 0), order: 0)
    digests[digest] = session
  }

  /// What the client of a session shows to come back; nil where the server does not know it.
  func secret(of session: SessionNumber) -> String? { holders[session]?.secret }

  /// The session of a digest, which is only made where there are any.
  func session(of digest: () -> [UInt8]) -> SessionNumber? {
    digests.isEmpty ? nil : digests[digest()]
  }

  mutating func name(_ session: SessionNumber, _ name: String) {
    names[session] = name
    agents[name] = session
  }

  /// The session of an agent who is signed in.
  func session(ofAgent name: String) -> SessionNumber? { agents[name] }

  /// The session of a secret.
  func session(of secret: String) -> SessionNumber? { sessions[secret] }

  /// A session is no more.
  mutating func forget(_ session: SessionNumber) {
    if let key = readers.forget(session) { visits[key]?.session = nil }
    guard let holder = holders.removeValue(forKey: session) else { return }
    if let secret = holder.secret { sessions[secret] = nil }
    if let digest = holder.digest { digests[digest] = nil }
    if let name = names.removeValue(forKey: session) { agents[name] = nil }
    if let key = holder.connection { visits[key]?.session = nil }
  }

  /// Connections that came before a time and have no session yet; each is named once.
  ///
  /// - Complexity: amortised O(1) a connection.
  mutating func takeSilent(before time: Int64) -> [ConnectionKey] {
    let end = strangers.firstIndex { $0.since >= time } ?? strangers.count
    let old = strangers[..<end].map(\.key)
    strangers.removeFirst(end)
    return old.filter { key in visits[key].map { $0.session == nil } ?? false }
  }
}
