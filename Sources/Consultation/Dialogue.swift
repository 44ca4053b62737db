// A dialogue: who is in it, and by which request.

import Consulting

/// A customer and an agent, or two agents, and who joined them.
struct Dialogue {
  /// Somebody in it.
  struct Party {
    var facts: PartyFacts
    let session: SessionNumber
    /// Was in it before the desk was restored, and has not been back. What it knows of parties that
    /// are not on record any more may be about others under the numbers of who joined since.
    var isYetToReturn = false
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
  /// The first number that was given after the desk was restored; 0 = the dialogue began here.
  var firstHere = 0
  /// The contact of a question: waiting for a helper, or that the helper answers.
  var question: Int?

  func party(of session: SessionNumber) -> Party? {
    parties.first { $0.session == session }
  }

  /// Whom a party that is back knows, and whom it has to meet: of one that is to return from before
  /// the desk was restored, who joined since.
  func acquaintances(of party: Party) -> (known: [PartyFacts], strangers: [PartyFacts]) {
    let all = parties.map(\.facts)
    guard party.isYetToReturn else { return (all, []) }
    return (all.filter { $0.party < firstHere }, all.filter { $0.party >= firstHere })
  }

  /// A party has been told who is there.
  mutating func hasReturned(_ session: SessionNumber) {
    for index in parties.indices where parties[index].session == session {
      parties[index].isYetToReturn = false
    }
  }

  /// The dialogue goes on from an earlier desk; whoever joins now has a number of his own, as far
  /// as is known.
  mutating func isRestored(before number: Int) {
    nextParty = number
    firstHere = number
    for index in parties.indices { parties[index].isYetToReturn = true }
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
