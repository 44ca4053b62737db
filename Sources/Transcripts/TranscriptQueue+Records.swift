// What callers append: messages and acknowledgements without allocation, events as is convenient.

import Consulting

/// A message of a dialogue, but for its bytes.
public struct TranscriptMessage: BitwiseCopyable, Sendable {
  /// Where it was written.
  public var dialogue: DialogueKey
  /// Who wrote it.
  public var party: UInt8
  /// Which of the party's messages it is, the first 1.
  public var sequence: UInt32
  /// When it came.
  public var time: TranscriptTime

  /// A message's facts.
  @inlinable
  public init(dialogue: DialogueKey, party: UInt8, sequence: UInt32, time: TranscriptTime) {
    self.dialogue = dialogue
    self.party = party
    self.sequence = sequence
    self.time = time
  }
}

extension TranscriptQueue {
  /// What a message's bytes are: text in UTF-8, if the client keeps to the protocol.
  static let textKind: UInt8 = 1

  /// Appends a message; nil if the queue is full, and then its sender has to wait.
  ///
  /// On one thread, always the same. A message that is in the database already stays as it was.
  ///
  /// - Complexity: O(bytes), no allocation, no lock; a system call only if the writer sleeps.
  public func append(_ message: TranscriptMessage, _ bytes: Span<UInt8>) -> TranscriptTicket? {
    var head = RecordHead(.message, message.dialogue.bits, at: message.time)
    head.party = message.party
    head.word = Self.textKind
    head.number = message.sequence
    return append(head, bytes)
  }

  /// Appends that a party has received everything of another up to a sequence number.
  ///
  /// - Complexity: O(1), no allocation.
  public func acknowledge(
    in dialogue: DialogueKey, by party: UInt8, of writer: UInt8, upTo sequence: UInt32,
    at time: TranscriptTime
  ) -> TranscriptTicket? {
    var head = RecordHead(.acknowledgement, dialogue.bits, at: time)
    head.party = party
    head.word = writer
    head.number = sequence
    return append(head, Span())
  }

  /// Appends an event; nil if the queue is full.
  ///
  /// Text of more than `mostBytes` in UTF-8 is the caller's mistake.
  public func append(_ event: TranscriptEvent, at time: TranscriptTime) -> TranscriptTicket? {
    switch event {
    case .asked(let consultation, let code, let question, let session):
      var head = RecordHead(.asked, consultation.bits, at: time)
      head.number = UInt32(code.text.utf8.count)
      head.port = code.language.bits
      head.other = session?.bits ?? 0
      return append(head, code.text + question)
    case .began(let dialogue, let consultation):
      var head = RecordHead(.began, dialogue.bits, at: time)
      head.other = consultation.bits
      return append(head, Span())
    case .joined(let dialogue, let party):
      var head = RecordHead(.joined, dialogue.bits, at: time)
      head.party = party.party
      head.word = party.role.place
      head.other = party.session.bits
      head.number = UInt32(party.address.utf8.count)
      head.port = party.port
      return append(head, party.address + party.name)
    case .left(let dialogue, let party):
      var head = RecordHead(.left, dialogue.bits, at: time)
      head.party = party
      return append(head, Span())
    case .ended(let dialogue, let ending): return append(.ended, dialogue.bits, ending.place, time)
    case .closed(let consultation, let ending):
      return append(.closed, consultation.bits, ending.place, time)
    case .opened(let session):
      var head = RecordHead(.opened, session.session.bits, at: time)
      head.word = session.role.place
      return append(head, bytes: session.digest + Array(session.name.utf8))
    case .session(let session, let state):
      return append(.session, session.bits, state.place, time)
    }
  }

  private func append(
    _ kind: RecordKind, _ key: Int64, _ word: UInt8, _ time: TranscriptTime
  ) -> TranscriptTicket? {
    var head = RecordHead(kind, key, at: time)
    head.word = word
    return append(head, Span())
  }

  private func append(_ head: RecordHead, _ text: String) -> TranscriptTicket? {
    append(head, bytes: Array(text.utf8))
  }

  private func append(_ head: RecordHead, bytes: [UInt8]) -> TranscriptTicket? {
    append(head, bytes.span)
  }
}

extension CaseIterable where Self: Equatable {
  /// The place among all cases, for a record's head.
  var place: UInt8 {
    Self.allCases.enumerated().first { $0.element == self }.map { UInt8($0.offset) } ?? .max
  }

  /// The case at a place; nil if there is none.
  init?(place: UInt8) {
    guard let found = Self.allCases.enumerated().first(where: { $0.offset == Int(place) }) else {
      return nil
    }
    self = found.element
  }
}
