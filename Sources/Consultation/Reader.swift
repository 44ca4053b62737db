// Somebody who reads a page and has asked nothing, as the desk sees him.

import Consulting

/// A reader.
struct Reader {
  /// An invitation that stands.
  struct Invitation {
    let number: InvitationNumber
    let agent: Int
    let lapsesAt: Int64
  }

  let session: SessionNumber
  let number: ReaderNumber
  /// The page.
  var code: IdentificationCode
  /// Since when it is read.
  var since: Int64
  /// Wants no invitation any more.
  var hasDeclined = false
  /// Where agents find him; nil = nobody may answer his page at once, or he has declined.
  var shelf: Int?
  var invitation: Invitation?
  /// Until when an invited reader without a connection may come back, on the next page;
  /// `Int64.max` = has a connection.
  var returnsUntil = Int64.max

  var isConnected: Bool { returnsUntil == .max }
  /// When the invitation ends that stands, one way or the other.
  var endsAt: Int64 { min(returnsUntil, invitation?.lapsesAt ?? .max) }
}
