// Who is in which dialogue on a loop, and how far each party has written.

import Rings

/// The dialogues of a loop.
///
/// A membership is a place `dialogue × 4 + member`; those of one connection form a chain, whose
/// first link the connection keeps.
///
/// - Complexity: O(1) but where it says otherwise, no allocation after `init`.
struct DialogueTable: ~Copyable {
  /// Connections in one dialogue at once.
  static let mostMembers = 4
  /// Parties that a dialogue can have one after the other.
  static let mostParties = 16
  /// No membership.
  static let none: Int32 = -1

  struct Member: BitwiseCopyable {
    var connection: Int32 = -1
    var party: UInt8 = 0
    /// Whether what it writes is still about an earlier dialogue, for it has not named this one.
    var isBehind = false
    /// The connection's next membership.
    var next = DialogueTable.none
  }

  private let mostUnrecorded: UInt32
  private let numbers: Block<UInt32>
  private let members: Block<Member>
  /// The connection that was each party last.
  private let writers: Block<Int32>
  private let highest: Block<UInt32>
  /// Numbers of each party that this relay never saw: above the one, up to the other.
  private let skippedAfter: Block<UInt32>
  private let skippedTo: Block<UInt32>
  /// Of a dialogue that an earlier relay began, the highest number that a party can have had there.
  private let reachable: Block<UInt32>
  /// A message of each party, and its ticket: those before the last such one are on record.
  private let markNumbers: Block<UInt32>
  private let markTickets: Block<UInt64>
  /// Of each party's last message that was kept.
  private let tickets: Block<UInt64>
  /// Numbers of members' last acknowledgements that were held, by the last bits of whose messages
  /// they are about; some of them are gone.
  private let heldNumbers: Block<UInt32>

  /// - Parameters:
  ///   - capacity: dialogues at once.
  ///   - unrecorded: messages of one party that may be on no record.
  init(capacity: Int, unrecorded: Int) {
    precondition(unrecorded >= 4, "somebody may write something")
    mostUnrecorded = UInt32(unrecorded)
    numbers = Block(count: capacity, repeating: 0)
    members = Block(count: capacity * Self.mostMembers, repeating: Member())
    writers = Block(count: capacity * Self.mostParties, repeating: -1)
    highest = Block(count: capacity * Self.mostParties, repeating: 0)
    skippedAfter = Block(count: capacity * Self.mostParties, repeating: 0)
    skippedTo = Block(count: capacity * Self.mostParties, repeating: 0)
    reachable = Block(count: capacity * Self.mostParties, repeating: 0)
    markNumbers = Block(count: capacity * Self.mostParties, repeating: 0)
    markTickets = Block(count: capacity * Self.mostParties, repeating: 0)
    tickets = Block(count: capacity * Self.mostParties, repeating: 0)
    heldNumbers = Block(count: capacity * Self.mostMembers * Self.mostMembers, repeating: 0)
  }

  /// Where a dialogue is; nil if it is not under way.
  func place(of number: UInt32) -> Int? {
    let place = Int(number) % numbers.count
    return number != 0 && numbers[place] == number ? place : nil
  }

  /// The number of a membership's dialogue.
  func number(of membership: Int32) -> UInt32 { numbers[Int(membership) / Self.mostMembers] }

  /// The number of the dialogue at a place.
  func number(at place: Int) -> UInt32 { numbers[place] }

  subscript(_ membership: Int32) -> Member { members[Int(membership)] }

  /// The memberships of a dialogue, taken or not.
  func memberships(_ place: Int) -> Range<Int32> {
    Int32(place * Self.mostMembers)..<Int32((place + 1) * Self.mostMembers)
  }

  /// The membership of a connection in a dialogue; nil if it has none.
  func membership(of connection: Int, in place: Int) -> Int32? {
    memberships(place).first { members[Int($0)].connection == Int32(connection) }
  }

  /// Makes a connection a party; its membership, nil if the dialogue is full, the party's number
  /// too high or the place another dialogue's.
  ///
  /// - Parameter isBehind: whether it writes nothing here before it has named the dialogue.
  func join(
    _ number: UInt32, _ connection: Int, party: UInt8, isBehind: Bool, before next: Int32
  ) -> Int32? {
    let place = Int(number) % numbers.count
    guard number != 0, Int(party) < Self.mostParties else { return nil }
    if numbers[place] == 0 { begin(number, at: place) }
    guard numbers[place] == number,
      let free = memberships(place).first(where: { members[Int($0)].connection < 0 })
    else { return nil }
    members[Int(free)] = Member(
      connection: Int32(connection), party: party, isBehind: isBehind, next: next)
    writers[place * Self.mostParties + Int(party)] = Int32(connection)
    return free
  }

  /// Whether a connection was the last to be a party: a helper who leaves and is asked again is
  /// another party, and may have written as the one before.
  func wasLast(_ connection: Int, as party: UInt8, in place: Int) -> Bool {
    Int(party) < Self.mostParties
      && writers[place * Self.mostParties + Int(party)] == Int32(connection)
  }

  /// A dialogue goes on whose parties had written so far, and may have written `ahead` more; nobody
  /// is in it yet.
  func restore(_ number: UInt32, written: [UInt8: UInt32], ahead: UInt32) {
    let place = Int(number) % numbers.count
    precondition(number != 0 && numbers[place] == 0, "a dialogue is restored to a free place")
    begin(number, at: place)
    for party in 0..<Self.mostParties {
      let index = place * Self.mostParties + party
      let last = written[UInt8(party)] ?? 0
      highest[index] = last
      markNumbers[index] = last
      reachable[index] = min(last + ahead, DialogueHead.mostSequence)
    }
  }

  private func begin(_ number: UInt32, at place: Int) {
    numbers[place] = number
    for index in place * Self.mostParties..<(place + 1) * Self.mostParties {
      writers[index] = -1
      highest[index] = 0
      skippedAfter[index] = 0
      skippedTo[index] = 0
      tickets[index] = 0
      reachable[index] = 0
      markNumbers[index] = 0
      markTickets[index] = 0
    }
  }

  /// Takes a membership out of the chain that begins at `first`; where the chain begins now.
  ///
  /// - Complexity: O(memberships of the connection).
  func leave(_ membership: Int32, chain first: Int32) -> Int32 {
    let next = members[Int(membership)].next
    members[Int(membership)] = Member()
    guard first != membership else { return next }
    var link = first
    while link != Self.none, members[Int(link)].next != membership {
      link = members[Int(link)].next
    }
    if link != Self.none { members[Int(link)].next = next }
    return first
  }

  /// A connection has named the dialogue: what it writes from now on is written in it.
  func catchUp(_ membership: Int32) { members[Int(membership)].isBehind = false }

  /// A party of a restored dialogue goes on behind a number: an earlier relay took what this one
  /// does not know. What is skipped so is not passed on any more, for it was not kept.
  func raise(to sequence: UInt32, by party: UInt8, in place: Int) {
    let index = place * Self.mostParties + Int(party)
    let last = highest[index]
    guard sequence > last, sequence <= reachable[index] else { return }
    if last > skippedTo[index] { skippedAfter[index] = last }
    skippedTo[index] = sequence
    highest[index] = sequence
    // What nobody wrote needs no record.
    markNumbers[index] += sequence - last
  }

  /// Behind which number a party goes on that has forgotten how far it had written: its highest, or
  /// as an earlier relay may have passed on what it did not keep, one that nobody can have passed.
  func goesOnBehind(_ party: UInt8, in place: Int) -> UInt32 {
    let index = place * Self.mostParties + Int(party)
    return max(highest[index], reachable[index])
  }

  /// Whether a party may write one message more before its earlier ones are on record.
  ///
  /// Marks are a quarter of `mostUnrecorded` apart or more, and half of it at most; all before the
  /// last but one are on record.
  ///
  /// - Parameter recorded: up to which ticket all is on record.
  func mayGoAhead(
    _ party: UInt8, in place: Int, recorded: @autoclosure () -> UInt64
  ) -> Bool {
    let index = place * Self.mostParties + Int(party)
    let ahead = highest[index] - markNumbers[index]
    guard ahead >= mostUnrecorded / 4 else { return true }
    guard markTickets[index] <= recorded() else { return ahead < mostUnrecorded / 2 }
    markNumbers[index] = highest[index]
    markTickets[index] = tickets[index]
    return true
  }

  /// Whether a party went on behind that number without it.
  func hasSkipped(_ sequence: UInt32, by party: UInt8, in place: Int) -> Bool {
    let index = place * Self.mostParties + Int(party)
    return sequence > skippedAfter[index] && sequence <= skippedTo[index]
  }

  /// The highest number of a party's messages that were taken, and kept where they are kept.
  func highest(of party: UInt8, in place: Int) -> UInt32 {
    Int(party) < Self.mostParties ? highest[place * Self.mostParties + Int(party)] : 0
  }

  /// Notes a message, one above the party's highest.
  func note(_ sequence: UInt32, by party: UInt8, in place: Int) {
    highest[place * Self.mostParties + Int(party)] = sequence
  }

  /// Notes up to where a party's messages are kept.
  func note(ticket: UInt64, by party: UInt8, in place: Int) {
    tickets[place * Self.mostParties + Int(party)] = ticket
  }

  /// The ticket of a party's last message that was kept; 0 = there is none.
  func ticket(of party: UInt8, in place: Int) -> UInt64 {
    Int(party) < Self.mostParties ? tickets[place * Self.mostParties + Int(party)] : 0
  }

  /// The number of a member's last acknowledgement that was held of a writer's messages, or
  /// of another's.
  func heldNumber(of membership: Int32, about writer: UInt8) -> UInt32 {
    heldNumbers[heldPlace(membership, writer)]
  }

  /// Notes such a number.
  func note(heldNumber: UInt32, of membership: Int32, about writer: UInt8) {
    heldNumbers[heldPlace(membership, writer)] = heldNumber
  }

  private func heldPlace(_ membership: Int32, _ writer: UInt8) -> Int {
    Int(membership) * Self.mostMembers + Int(writer) % Self.mostMembers
  }

  /// Forgets a dialogue that has no members any more.
  func forget(_ place: Int) { numbers[place] = 0 }
}
