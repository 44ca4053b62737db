// Who says how much in a chat: what the wall clocks send; virtual time has no use for it.

public import Scenarios

/// One message of a chat.
public struct Message: Hashable, Sendable, BitwiseCopyable {
  /// Who writes.
  public enum Speaker: UInt8, Sendable, BitwiseCopyable {
    case customer, agent
  }

  /// Who writes it.
  public var speaker: Speaker
  /// Its length, 1 or more.
  public var characters: Int
}

/// The messages of one chat, one after another, by the customer's own draws.
///
/// Their number is geometric with the stream's mean. The customer begins with his question; then
/// the two take turns in bursts, and a burst goes on with one more message with the probability
/// `Dialogue.burstContinuation`. Lengths are lognormal, to the nearest whole.
public struct Dialogue: Sequence, IteratorProtocol, Sendable, BitwiseCopyable {
  /// Probability that the one who wrote last writes the next message too: bursts of 1.5 messages
  /// in the mean. An assumption: messages are known to come in bursts (arXiv 2004.07861), the
  /// length of the bursts is not published.
  public static var burstContinuation: Double { 1.0 / 3 }
  /// A chat has at most so many messages.
  public static var longest: Int { 100_000 }
  /// A message has at most so many characters: 64 KiB, the limit of a frame, in any script.
  public static var longestMessage: Int { 16_384 }

  /// Messages still to come.
  public private(set) var remaining: Int
  private var speaker: Message.Speaker?
  private var speakers: Draws
  private var customerLengths: Draws
  private var agentLengths: Draws
  private let customerCharacters: MessageLengths
  private let agentCharacters: MessageLengths
  private let ziggurats: Ziggurats

  /// The chat of that customer at that attempt.
  ///
  /// - Complexity: O(1), no allocation.
  public init(
    _ conversation: Conversation, of key: StreamKey, ordinal: Int, attempt: Int,
    tables: DrawTables
  ) {
    self.init(
      meanTurns: conversation.meanTurns,
      customer: MessageLengths(
        medianCharacters: conversation.customerMedianCharacters,
        sigma: conversation.charactersSigma,
        atMost: Self.longestMessage),
      agent: MessageLengths(
        medianCharacters: conversation.agentMedianCharacters, sigma: conversation.charactersSigma,
        atMost: Self.longestMessage),
      of: key, ordinal: ordinal, attempt: attempt, tables: tables)
  }

  init(
    meanTurns: Double, customer: MessageLengths, agent: MessageLengths,
    of key: StreamKey, ordinal: Int, attempt: Int, tables: DrawTables
  ) {
    ziggurats = tables.ziggurats
    customerCharacters = customer
    agentCharacters = agent
    speakers = Draws(key, ordinal: ordinal, cause: .speaker, attempt: attempt)
    customerLengths = Draws(key, ordinal: ordinal, cause: .customerCharacters, attempt: attempt)
    agentLengths = Draws(key, ordinal: ordinal, cause: .agentCharacters, attempt: attempt)
    var turns = Draws(key, ordinal: ordinal, cause: .turns, attempt: attempt)
    remaining = turns.geometric(mean: meanTurns, atMost: Self.longest, ziggurats)
  }

  /// The next message; nil after the last.
  ///
  /// - Complexity: O(1), no allocation.
  public mutating func next() -> Message? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    let next = nextSpeaker()
    speaker = next
    let characters =
      next == .customer
      ? customerCharacters.sample(&customerLengths, ziggurats)
      : agentCharacters.sample(&agentLengths, ziggurats)
    return Message(speaker: next, characters: characters)
  }

  private mutating func nextSpeaker() -> Message.Speaker {
    guard let speaker else { return .customer }
    if speakers.happens(Self.burstContinuation) { return speaker }
    return speaker == .customer ? .agent : .customer
  }
}
