// The readers of a random life, and agents who invite them.

@testable import Consultation
import Consulting

extension RandomLife {
  mutating func read() {
    guard let code = codes.randomElement(using: &draws) else { return }
    guard case .welcome(let session) = desk.read(code, at: now) else { return }
    readers.append(session)
    witness.reading.insert(session)
  }

  /// An invited reader is on the next page, or has never got there.
  private mutating func comeBack(_ session: SessionNumber, to code: IdentificationCode) {
    guard case .welcome(let now) = desk.read(code, as: session, at: now) else {
      return faults.append("an invited reader was turned away")
    }
    if now == session { witness.comeBack(session) }
    if now != session { readers.append(now) }
    witness.reading.insert(now)
  }

  mutating func act(asReader session: SessionNumber) {
    guard let code = codes.randomElement(using: &draws) else { return }
    if witness.away.contains(session) { return comeBack(session, to: code) }
    // The latest invitation, which may have lapsed, or none.
    let invitation = witness.invitations[session]
    if let invitation, Int.random(in: 0..<3, using: &draws) == 0 {
      if desk.dismiss(invitation, by: session, at: now) == nil { witness.dismiss(session) }
      return
    }
    switch Int.random(in: 0..<(invitation == nil ? 10 : 4), using: &draws) {
    case 0, 1:
      let named = Int.random(in: 0..<5, using: &draws) == 0 ? nil : invitation
      let reception = desk.ask(code, question: "", as: session, accepting: named, at: now)
      readers.removeAll { $0 == session }
      witness.stopReading(session)
      guard case .welcome(let customer) = reception else { return }
      customers.append(customer)
      witness.open.insert(customer)
    case 2:
      desk.connectionLost(session, at: now)
      if desk.holds(session) { witness.goAway(session) }
    default: _ = desk.moved(session, to: code, at: now)
    }
  }

  mutating func lookAtReaders(asAgent session: SessionNumber) {
    if let reader = witness.seen[session]?.randomElement(using: &draws),
      Int.random(in: 0..<6, using: &draws) > 0
    {
      _ = desk.invite(reader, by: session, at: now)
    } else {
      let interest: ReaderInterest = Int.random(in: 0..<6, using: &draws) > 0 ? .shown : .hidden
      _ = desk.watch(interest, by: session, at: now)
    }
  }
}
