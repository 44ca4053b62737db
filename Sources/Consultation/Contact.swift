// Who asks: one place of the pool of requests, as the desk sees it.

import Consulting
import Routing

/// A customer, or an agent's question to another.
struct Contact {
  /// How far it has come.
  enum Phase {
    /// In the queue.
    case waiting
    /// In the queue, and offered to an agent.
    case offered
    /// In a dialogue; of a question, its helper has joined.
    case talking
  }

  /// An offer that stands.
  struct StandingOffer {
    let number: OfferNumber
    let agent: Int
    let offer: Offer
    let lapsesAt: Int64
  }

  /// What a customer was told last of the place in the queue.
  struct Told: Equatable {
    var position: Int
    var expectedSeconds: Int64?
  }

  let session: SessionNumber
  /// The agent who asks; nil for a customer.
  let asker: Int?
  let question: String
  let askedAt: Int64
  /// The page in question now.
  var code: IdentificationCode
  var classIndex: Int
  var phase = Phase.waiting
  /// When the present wait began.
  var enteredAt: Int64
  /// Rings that have opened for the present wait.
  var ring = 0
  /// Came back to the queue, and stands ahead.
  var isFront = false
  /// Nobody was there at once in the present wait.
  var hasWaited = false
  /// Was in a dialogue once.
  var isAnswered = false
  /// Where it stands in the queue; nil for a question, and for who stands in none.
  var turn: QueueTurn?
  var offer: StandingOffer?
  /// The dialogue; of a question, the one that is to be joined (nil: one of its own).
  var dialogue: DialogueNumber?
  var told: Told?
  var toldAt = Int64.min / 2
  /// When a session without a connection ends; `Int64.max` = it has one.
  var resumesUntil = Int64.max

  var isConnected: Bool { resumesUntil == .max }
}
