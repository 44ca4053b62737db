// A dialogue: who is in it, and by which request.

import Consulting

/// A customer and an agent, or two agents, and who joined them.
struct Dialogue {
  /// Somebody in it.
  struct Party {
    var facts: PartyFacts
    let session: SessionNumber
  }

  let number: DialogueNumber
  /// The customer's contact; nil between agents.
  let customer: Int?
  /// The page that is looked at.
  var code: IdentificationCode
  /// Who is in it, in the order of their numbers.
  var parties: [Party] = []
  /// The number of the next who joins.
  var nextParty: Int
  /// The contact of a question: waiting for a helper, or that the helper answers.
  var question: Int?

  func party(of session: SessionNumber) -> Party? {
    parties.first { $0.session == session }
  }

  /// Who has joined to help.
  var helper: Party? { parties.first { $0.facts.role == .helper } }

  /// The helper of that number answers, and who did leaves; the question is answered.
  mutating func handOver(from party: Party, to heir: Int) {
    question = nil
    parties.removeAll { $0.session == party.session }
    for index in parties.indices where parties[index].facts.party == heir {
      parties[index].facts.role = .agent
    }
  }
}
