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

extension TranscriptStore {
  /// The customer is 0; both of them are there from the first message on.
  private static let firstAgent: UInt8 = 1

  /// What one party may not have of another; nil if there is nothing.
  ///
  /// A number that is not on record ends it: nobody was told that it is kept. Where who joined
  /// later begins is known from what he has acknowledged alone.
  ///
  /// - Parameters:
  ///   - mostMessages: the first so many.
  ///   - mostBytes: as many as fit, but one always.
  /// - Complexity: O(log pages) for each message behind what was acknowledged, of 4,096 at most.
  public func missed(
    by reader: UInt8, of writer: UInt8, in dialogue: UnfinishedDialogue, mostMessages: Int = 512,
    mostBytes: Int = 131_072
  ) throws(TranscriptFault) -> MissedMessages? {
    let receipt = dialogue.receipts.first { $0.party == reader && $0.writer == writer }
    let acknowledged = receipt?.sequence ?? 0
    // One who comes back acknowledges 0 of who is new to him.
    let wasThere = acknowledged > 0 || reader <= Self.firstAgent
    guard wasThere, dialogue.lastSequences[writer] ?? 0 > acknowledged else { return nil }
    do {
      let texts = try database.read { db in
        var behind = try MessagesBehind(
          db, dialogue.dialogue, writer, acknowledged)
        return try behind.texts(mostMessages, mostBytes)
      }
      guard !texts.isEmpty else { return nil }
      return MissedMessages(
        reader: reader, writer: writer, acknowledged: acknowledged, texts: texts)
    } catch {
      throw TranscriptFault(error)
    }
  }
}

/// The messages of a writer behind a number.
private struct MessagesBehind {
  private var reader: PageReader
  private let number: UInt32
  /// Where they are, the latest first.
  private var ordinals: [Int64] = []
  /// Beyond so many the writer has kept to no limit, and nothing is looked for.
  private static let most = 4_096

  init(_ db: Database, _ dialogue: DialogueKey, _ writer: UInt8, _ number: UInt32) throws {
    reader = try PageReader(db)
    self.number = number
    var next = try Int64.fetchOne(
      db, sql: "SELECT ordinal FROM latest WHERE dialogue = ? AND party = ?",
      arguments: [dialogue.bits, writer])
    // In a damaged page there may be anybody's.
    while let ordinal = next, let message = try reader.message(ordinal),
      message.dialogue == dialogue.bits, message.party == writer, message.sequence > number
    {
      guard ordinals.count < Self.most else {
        ordinals = []
        return
      }
      ordinals.append(ordinal)
      // In a damaged page it may not be before.
      next = message.previous.flatMap { $0 < ordinal ? $0 : nil }
    }
  }

  mutating func texts(_ mostMessages: Int, _ mostBytes: Int) throws -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var bytes = 0
    for ordinal in ordinals.reversed().prefix(mostMessages) {
      guard let message = try reader.message(ordinal),
        message.sequence == number + UInt32(texts.count) + 1,
        texts.isEmpty || bytes + message.bytes.count <= mostBytes
      else { break }
      bytes += message.bytes.count
      texts.append(Array(reader.bytes[message.bytes]))
    }
    return texts
  }
}
