// What the desk says of readers and invitations, in the protocol's words.

import Consultation
import Consulting

extension ConsultLoop {
  /// The longest list of readers, in bytes: as much as a client may say, and a path may be long.
  private static let mostBytes = 16_000

  /// A notice about readers; nil of any other.
  mutating func messageAboutReading(_ notice: DeskNotice) -> ServerMessage? {
    var message: ServerMessage
    switch notice.what {
    case .reading(let readers, let count):
      message = ServerMessage("reading")
      message.count = count
      message.readers = entries(readers)
    case .invitationAnswered(let reader, let ending):
      message = ServerMessage("invitation-ended")
      (message.reader, message.reason) = (reader.number, ending.rawValue)
    case .invited(let invitation, let name, let time):
      message = ServerMessage("invited")
      (message.invitation, message.name) = (invitation.number, name)
      message.seconds = Self.seconds(time)
      // Shown on the next page, it leads back to the invitation.
      message.session = visitors.secret(
        ofReader: notice.session, orNew: settings.credentials.newSession())
      message.resumeSeconds = resumeSeconds
    case .invitationOver(let invitation, let ending):
      message = ServerMessage("invitation-ended")
      (message.invitation, message.reason) = (invitation.number, ending.rawValue)
    default: return nil
    }
    return message
  }

  /// The first readers, as many as a message takes.
  private func entries(_ readers: [ReaderFacts]) -> [ServerMessage.Reader] {
    var bytes = 0
    var entries: [ServerMessage.Reader] = []
    for reader in readers {
      let page = settings.pages.page(of: reader.code)
      let entry = ServerMessage.Reader(
        reader: reader.number.number, code: reader.code.text, page: page?.path,
        server: page?.server, language: reader.code.language.text,
        document: reader.code.document.digits, sinceSeconds: Self.seconds(reader.read),
        invitedBy: reader.invitedBy)
      bytes += entry.text.bytes.count
      if bytes > Self.mostBytes { break }
      entries.append(entry)
    }
    return entries
  }
}

extension AgentStanding {
  /// As `state` and `suggestions` give it.
  var word: String {
    switch self {
    case .offline: "offline"
    case .away: "away"
    case .offered: "offered"
    case .busy: "busy"
    case .wrapUp: "wrap-up"
    case .available: "available"
    }
  }
}
