// The keys of what follows a wait or a chat: retry, silent leavers, mismatch, help, transfer; and
// of the dialogue itself.

import Consulting

/// `demand[].retry`, `.silent`, `.mismatch`, `.help`, `.transfer`
enum FollowUpKeys {
  static let probability = Key.required(
    "probability", Syntax<Double>.share(), "How often it happens.", example: "75%")
  static let after = Key.required(
    "after", Syntax<SimulationTime>.duration(zero: .refused), "A fixed delay.", example: "20m")
  static let share = Key.required(
    "share", Syntax<Double>.share(), "Part of those who abandon.", example: "20%")
  static let discoveredAfter = Key.required(
    "discovered-after", Syntax<SimulationTime>.duration(zero: .refused),
    "How long an agent is taken by an empty chat.", example: "30s")
  static let effortFactor = Key.optional(
    "effort", Syntax<Double>.number(1...100), default: 1, "`1`",
    "Factor on the effort at a score of 0.", example: "1.3")
  static let unresolved = Key.optional(
    "unresolved", Syntax<Double>.share(), default: 0, "`0`",
    "Probability at a score of 0 that the customer comes back.", example: "20%")
  static let returnsAfter = Key.optional(
    "returns-after", Syntax<SimulationTime>.duration(zero: .refused), absent: "–",
    "When the customer comes back; needed with `unresolved`.", example: "2h")
  static let effort = Key.required(
    "effort", Syntax<Distribution>.distribution, "Agent time of the one who joins.",
    example: "{exponential: {mean: 2m}}")
  static let to = Key.required(
    "to", Syntax<Int>.reference(to: .demand), "The stream whose class takes the customer.",
    example: "korean-phones")

  static let retry = Table("demand[].retry", rows: [probability.row, after.row])
  static let silent = Table("demand[].silent", rows: [share.row, discoveredAfter.row])
  static let mismatch = Table(
    "demand[].mismatch", rows: [effortFactor.row, unresolved.row, returnsAfter.row])
  static let help = Table("demand[].help", rows: [probability.row, effort.row])
  static let transfer = Table("demand[].transfer", rows: [probability.row, to.row])

  static func retry(_ section: Section) -> Retry? {
    let probability = section.read(probability)
    let after = section.read(after)
    guard let probability, let after else { return nil }
    return Retry(probability: probability, after: after)
  }

  static func silent(_ section: Section) -> Silent? {
    let share = section.read(share)
    let discoveredAfter = section.read(discoveredAfter)
    guard let share, let discoveredAfter else { return nil }
    return Silent(share: share, discoveredAfter: discoveredAfter)
  }

  static func mismatch(_ section: Section) -> Mismatch? {
    let factor = section.read(effortFactor)
    let unresolved = section.read(unresolved)
    let returnsAfter = section.read(returnsAfter)
    guard let factor, let unresolved else { return nil }
    if unresolved > 0, !section.has(FollowUpKeys.returnsAfter) {
      section.refuse(
        FollowUpKeys.returnsAfter, found: "the key is missing",
        allowed: "needed where `unresolved` is above 0", hint: "for example `returns-after: 2h`")
      return nil
    }
    return Mismatch(
      effortFactor: factor, unresolved: unresolved, returnsAfter: returnsAfter ?? .zero)
  }

  static func help(_ section: Section) -> Help? {
    let probability = section.read(probability)
    let effort = section.read(effort)
    guard let probability, let effort else { return nil }
    return Help(probability: probability, effort: effort)
  }

  static func transfer(_ section: Section) -> Transfer? {
    let probability = section.read(probability)
    let to = section.read(to)
    guard let probability, let to else { return nil }
    return Transfer(probability: probability, stream: to)
  }
}

/// `demand[].conversation`
enum ConversationKeys {
  /// Published chats: about 22 turns, medians of 21 and 35 characters; sigma such that 99 % of
  /// all messages stay below 250 characters.
  static let usual = Conversation(
    meanTurns: 22, customerMedianCharacters: 21, agentMedianCharacters: 35, charactersSigma: 0.92)

  static let turns = Key.optional(
    "turns", Syntax<Double>.number(1...10_000), default: usual.meanTurns, "`22`",
    "Mean number of messages of a chat, both sides together.", example: "22")
  static let customerCharacters = Key.optional(
    "customer-characters", Syntax<Double>.number(1...10_000),
    default: usual.customerMedianCharacters, "`21`", "Median length of a customer's message.",
    example: "21")
  static let agentCharacters = Key.optional(
    "agent-characters", Syntax<Double>.number(1...10_000),
    default: usual.agentMedianCharacters, "`35`", "Median length of an agent's message.",
    example: "35")
  static let sigma = Key.optional(
    "sigma", Syntax<Double>.number(0...5, zero: .refused), default: usual.charactersSigma,
    "`0.92`", "Sigma of both lengths, which are lognormal.", example: "0.92")
  static let table = Table(
    "demand[].conversation",
    rows: [turns.row, customerCharacters.row, agentCharacters.row, sigma.row])

  static func conversation(_ section: Section) -> Conversation? {
    let turns = section.read(turns)
    let customer = section.read(customerCharacters)
    let agent = section.read(agentCharacters)
    let sigma = section.read(sigma)
    guard let turns, let customer, let agent, let sigma else { return nil }
    return Conversation(
      meanTurns: turns, customerMedianCharacters: customer, agentMedianCharacters: agent,
      charactersSigma: sigma)
  }
}
