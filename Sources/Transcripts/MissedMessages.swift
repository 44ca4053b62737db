// What a party of a dialogue that goes on has not acknowledged of another's messages.

import GRDB

/// Messages on record that somebody may not have: behind what the record says he acknowledged.
public struct MissedMessages: Equatable, Sendable {
  /// Who may not have them.
  public let reader: UInt8
  /// Who wrote them.
  public let writer: UInt8
  /// Up to which number the reader has acknowledged.
  public let acknowledged: UInt32
  /// The texts of the numbers behind it, without a gap.
  public let texts: [[UInt8]]
}

extension MissedMessages {
  /// Messages of one writer that are looked for, and their bytes; one message may have more.
  static let most = 512
  static let mostBytes = 131_072
  /// Behind so many a writer has kept to no limit of the protocol's, and nothing is looked for.
  static let mostBehind = 4_096
  /// The customer is 0; both of them are there from the first message on.
  static let firstAgent: UInt8 = 1
}

extension TranscriptStore {
  /// What one party may not have of another; nil if there is nothing.
  ///
  /// A number that is not on record ends it: nobody was told that it is kept. Where who joined
  /// later begins is known from what he has acknowledged alone.
  ///
  /// - Complexity: O(log pages) for each message behind what was acknowledged, of 4,096 at most.
  /// - Throws: what SQLite says of pages that cannot be read.
  public func missed(
    by reader: UInt8, of writer: UInt8, in dialogue: UnfinishedDialogue
  ) throws(TranscriptFault) -> MissedMessages? {
    let receipt = dialogue.receipts.first { $0.party == reader && $0.writer == writer }
    let acknowledged = receipt?.sequence ?? 0
    // One who comes back acknowledges 0 of who is new to him.
    let wasThere = acknowledged > 0 || reader <= MissedMessages.firstAgent
    guard wasThere, dialogue.lastSequences[writer] ?? 0 > acknowledged else { return nil }
    do {
      let texts = try database.read { db in
        try Self.texts(of: writer, behind: acknowledged, in: dialogue.dialogue, db)
      }
      guard !texts.isEmpty else { return nil }
      return MissedMessages(
        reader: reader, writer: writer, acknowledged: acknowledged, texts: texts)
    } catch {
      throw TranscriptFault(error)
    }
  }

  /// The texts of a writer's numbers behind one.
  private static func texts(
    of writer: UInt8, behind number: UInt32, in dialogue: DialogueKey, _ db: Database
  ) throws -> [[UInt8]] {
    let latest = try Int64.fetchOne(
      db, sql: "SELECT ordinal FROM latest WHERE dialogue = ? AND party = ?",
      arguments: [dialogue.bits, writer])
    guard let latest else { return [] }
    var reader = try PageReader(db)
    var left = MissedMessages.mostBehind + 1
    let ordinals = try reader.chain(from: latest) { message in
      left -= 1
      // In a damaged page there may be anybody's.
      return left >= 0 && message.dialogue == dialogue.bits && message.party == writer
        && message.sequence > number
    }
    guard ordinals.count <= MissedMessages.mostBehind else { return [] }
    var texts: [[UInt8]] = []
    var bytes = 0
    for ordinal in ordinals.reversed().prefix(MissedMessages.most) {
      guard let message = try reader.message(ordinal),
        message.sequence == number + UInt32(texts.count) + 1,
        texts.isEmpty || bytes + message.bytes.count <= MissedMessages.mostBytes
      else { break }
      bytes += message.bytes.count
      texts.append(Array(reader.bytes[message.bytes]))
    }
    return texts
  }
}
