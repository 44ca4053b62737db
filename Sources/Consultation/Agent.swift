// An agent, as the desk sees him.

import Consulting

/// An agent of the plan, signed in or not.
struct Agent {
  /// How the agent is to be reached.
  enum Presence: Equatable {
    case offline
    case connected
    /// Without a connection; offline from that time on.
    case lost(until: Int64)
  }

  /// The work after a dialogue.
  struct WrapUp {
    let dialogue: DialogueNumber
    let endsAt: Int64
  }

  let facts: AgentFacts
  /// How often he has signed in.
  var round: UInt64 = 0
  var presence = Presence.offline
  /// Why he is away; nil = he is not.
  var awayReason: String? = ""
  /// Dialogues that take one of his chats, in the order in which they began.
  var dialogues: [DialogueNumber] = []
  /// Contacts that are offered to him.
  var offers: [Int] = []
  var wrapUps: [WrapUp] = []
  /// A question that he asks for himself, without a customer: the contact, as long as nobody has
  /// joined, and the dialogue from then on. It takes none of his chats.
  var ownQuestion: Int?
  var ownDialogue: DialogueNumber?
  /// Readers whom he has invited, by their places.
  var invitations: [Int] = []
  /// The last change of the reading room that he was told; nil = he is to be told.
  var seenChange: UInt64?
  /// What he was told last, and since when he is at it.
  private(set) var shown = AgentStanding.offline
  private(set) var shownSince: Int64 = 0

  /// Whether he may be given somebody.
  var isOnDuty: Bool { presence == .connected && awayReason == nil }

  /// He is told what he is at.
  mutating func showStanding(at now: Int64) {
    if shown != standing { shownSince = now }
    shown = standing
  }

  var standing: AgentStanding {
    if presence == .offline { return .offline }
    if let awayReason { return .away(reason: awayReason) }
    if !offers.isEmpty { return .offered }
    if !dialogues.isEmpty || ownDialogue != nil { return .busy }
    return wrapUps.isEmpty ? .available : .wrapUp
  }
}
