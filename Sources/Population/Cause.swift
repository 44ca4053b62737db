// What a draw is for. Every cause has its own stream of draws, so that none shifts another.

/// The cause of a draw; part of its key.
///
/// The raw values are frozen: they are part of what "the same seed" means. A new cause takes a
/// number that no cause ever had.
public enum Cause: UInt64, CaseIterable, Sendable {
  /// Time from one arrival of a stream to the next, thinning included.
  case arrival = 1
  /// Factor of a replication on the rate of a stream or a group of streams.
  case busyness = 2
  /// Factor of one period on that rate; the ordinal is the period.
  case busynessWithin = 3
  /// How long the customer waits at most; the attempt counts hand-backs.
  case patience = 4
  /// Agent time the customer needs.
  case effort = 5
  /// Time to the agent's first answer.
  case firstAnswer = 6
  /// Whether a customer who abandons leaves without a word.
  case silent = 7
  /// Whether a customer comes back because of a mismatch.
  case mismatch = 8
  /// Whether a customer who abandoned tries again.
  case retry = 9
  /// Whether an agent stays away; the ordinal is the agent's place in the group.
  case absence = 10
  /// Whether an agent accepts an offer; the attempt counts the customer's offers.
  case acceptance = 11
  /// Whether the answering agent asks another.
  case help = 12
  /// Agent time of the agent who joins.
  case helpEffort = 13
  /// Whether the customer is passed on when the chat ends.
  case transfer = 14
  /// Work of the agent after the chat.
  case wrapUp = 15
  /// Which of several equal agents or customers is taken.
  case choice = 16
  /// Number of messages of a chat.
  case turns = 17
  /// Lengths of the customer's messages.
  case customerCharacters = 18
  /// Lengths of the agent's messages.
  case agentCharacters = 19
  /// Who writes the next message.
  case speaker = 20
}
