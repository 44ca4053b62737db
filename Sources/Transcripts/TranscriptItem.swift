// What a walk through transcripts shows. All text in it was written by strangers.

import Foundation
import GRDB

/// A consultation, or a message of the one before.
public enum TranscriptItem: Equatable, Sendable {
  /// A consultation begins.
  case consultation(ConsultationEntry)
  /// A message of it.
  case message(MessageEntry)
}

/// A consultation as it was kept.
public struct ConsultationEntry: Equatable, Sendable {
  /// Which consultation.
  public let consultation: ConsultationKey
  /// The text form of the page's code.
  public let code: String
  /// The page's language.
  public let language: String
  /// What was asked.
  public let question: String
  /// When it was asked.
  public let opened: TranscriptTime
  /// When it ended; nil if it has not.
  public let closed: TranscriptTime?
  /// `customer`, `agent`, `lost` or `closing`; nil if it has not ended.
  public let reason: String?
  /// Messages in all.
  public let messages: Int
  /// Who took part, dialogue by dialogue.
  public let parties: [PartyEntry]

  init(_ row: Row, parties: [PartyEntry]) {
    consultation = ConsultationKey(bits: row[0])
    code = row[1]
    language = row[2]
    question = row[3]
    opened = TranscriptTime(unixMicroseconds: row[4])
    closed = (row[5] as Int64?).map(TranscriptTime.init)
    reason = row[6]
    messages = row[7]
    self.parties = parties
  }

  /// Somebody of a dialogue; nil if it was not kept.
  public func party(_ number: UInt8, in dialogue: DialogueKey) -> PartyEntry? {
    parties.first { $0.dialogue == dialogue && $0.party == number }
  }
}

/// Somebody who took part.
public struct PartyEntry: Equatable, Sendable {
  /// In which dialogue.
  public let dialogue: DialogueKey
  /// The number there.
  public let party: UInt8
  /// `customer`, `agent` or `helper`.
  public let role: String
  /// The agent's name; empty for a customer.
  public let name: String
  /// Whose session.
  public let session: SessionKey
  /// The address that it came from last, `203.0.113.7` or `2001:db8::1`; empty if it is not known.
  public let address: String
  /// The port there; 0 if it is not known.
  public let port: UInt16
  /// When it joined.
  public let joined: TranscriptTime
  /// When it left; nil if it stayed to the end.
  public let left: TranscriptTime?

  init(_ row: Row) {
    dialogue = DialogueKey(bits: row[0])
    party = row[1]
    role = row[2]
    name = row[3]
    session = SessionKey(bits: row[4])
    address = row[5]
    port = row[6]
    joined = TranscriptTime(unixMicroseconds: row[7])
    left = (row[8] as Int64?).map(TranscriptTime.init)
  }
}

/// A message as it was kept.
public struct MessageEntry: Equatable, Sendable {
  /// Its consultation.
  public let consultation: ConsultationKey
  /// Its dialogue.
  public let dialogue: DialogueKey
  /// Its place among the consultation's messages, from 1.
  public let place: Int
  /// Who wrote it.
  public let party: UInt8
  /// Which of the party's messages in the dialogue it is.
  public let sequence: UInt32
  /// When it came.
  public let sent: TranscriptTime
  /// What was written, byte by byte.
  public let bytes: [UInt8]
  /// Who wrote it; nil if it was not kept.
  public let writer: PartyEntry?

  init(
    _ message: PagedMessage, _ bytes: [UInt8], place: Int, of consultation: ConsultationEntry
  ) {
    self.consultation = consultation.consultation
    dialogue = DialogueKey(bits: message.dialogue)
    self.place = place
    party = message.party
    sequence = message.sequence
    sent = TranscriptTime(unixMicroseconds: message.unixMicroseconds)
    self.bytes = bytes
    writer = consultation.party(party, in: dialogue)
  }
}
