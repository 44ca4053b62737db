// Which consultations somebody wants to see.

import GRDB

/// A selection of transcripts; what is nil selects all.
public struct TranscriptSelection: Equatable, Sendable {
  /// Whether a walk shows messages too.
  public enum Messages: Sendable {
    /// It does.
    case included
    /// Consultations alone.
    case leftOut
  }

  /// This one alone.
  public var consultation: ConsultationKey?
  /// That of this dialogue alone.
  public var dialogue: DialogueKey?
  /// Asked at this moment or later.
  public var since: TranscriptTime?
  /// Asked before this moment.
  public var until: TranscriptTime?
  /// Whether messages are shown.
  public var messages = Messages.included

  /// Everything.
  public init() {}

  /// What a consultation `c` has to fulfil.
  var condition: (sql: String, arguments: StatementArguments) {
    var parts = ["1"]
    var arguments = StatementArguments()
    func add(_ sql: String, _ value: Int64?) {
      guard let value else { return }
      parts.append(sql)
      arguments += [value]
    }
    add("c.consultation = ?", consultation?.bits)
    add(
      "c.consultation IN (SELECT d.consultation FROM dialogue d WHERE d.dialogue = ?)",
      dialogue?.bits)
    add("opened_at >= ?", since?.unixMicroseconds)
    add("opened_at < ?", until?.unixMicroseconds)
    return (parts.joined(separator: " AND "), arguments)
  }
}
