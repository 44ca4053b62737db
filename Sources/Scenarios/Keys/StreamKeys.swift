// The keys of one entry of `demand`.

import Consulting

/// `demand[].code`
enum CodeKeys {
  static let language = Key.required(
    "language", Syntax<Language>.language, "The language of the page.", example: "ko")
  static let document = Key.required(
    "document", Syntax<DocumentNumber>.document,
    "Segment, family, class, commodity: two digits each.", example: "\"43211507\"")
  static let site = Key.optional(
    "site", Syntax<Int>.reference(to: .sites), default: 0, "the first",
    "The information server that holds the page.", example: "shop-kr")
  static let location = Key.optional(
    "location", Syntax<Int>.reference(to: .locations), default: 0, "the first",
    "The consult location that answers for the page.", example: "home")
  static let table = Table(
    "demand[].code", rows: [language.row, document.row, site.row, location.row])
}

/// What `code` says.
struct PageCode: Sendable {
  var language: Language
  var document: DocumentNumber
  var site: Int
  var location: Int

  init?(_ section: Section) {
    let language = section.read(CodeKeys.language)
    let document = section.read(CodeKeys.document)
    let site = section.read(CodeKeys.site)
    let location = section.read(CodeKeys.location)
    guard let language, let document, let site, let location else { return nil }
    self.language = language
    self.document = document
    self.site = site
    self.location = location
  }
}

/// `demand[]`
enum StreamKeys {
  static let name = Key.required(
    "name", Syntax<String>.name, "What results and `--set` call it.", example: "korean-computers")
  static let code = Key.required(
    "code", Syntax<PageCode>.section(CodeKeys.table, build: PageCode.init),
    "The identification code of the page.", example: "{language: ko, document: \"43211507\"}")
  static let arrivals = Key.required(
    "arrivals",
    Syntax<Arrivals>.section(
      ArrivalKeys.table, allowed: "arrivals such as `{rate: 120/h}`",
      build: ArrivalKeys.arrivals),
    "When customers ask for help.", example: "{rate: 120/h}")
  static let busyness = Key.optional(
    "busyness", Syntax<Busyness>.section(BusynessKeys.table, build: BusynessKeys.busyness),
    absent: "none", "A random factor with mean 1 on the run's rate.",
    example: "{gamma: {shape: 28.7}}")
  static let patience = Key.optional(
    "patience",
    Syntax<Distribution?>.mapOr(
      "never", meaning: nil, Syntax<Distribution>.distribution.map { value, _, _ in value }),
    default: nil, "`never`", "How long a customer waits in the queue at most.",
    example: "{exponential: {mean: 2m}}")
  static let effort = Key.required(
    "effort", Syntax<Distribution>.distribution, "Agent time needed with only this chat open.",
    example: "{exponential: {mean: 10m}}")
  static let priority = Key.optional(
    "priority", Syntax<Int>.integer(-1_000...1_000), default: 0, "`0`", "Higher is served first.",
    example: "1")
  static let retry = Key.optional(
    "retry", Syntax<Retry>.section(FollowUpKeys.retry, build: FollowUpKeys.retry),
    absent: "none", "Who abandoned tries again; none after `length`.",
    example: "{probability: 75%, after: 20m}")
  static let firstAnswer = Key.optional(
    "first-answer", Syntax<Distribution>.distribution, absent: "none",
    "Time to the agent's first answer with one chat open; slowed by `speed`.",
    example: "{lognormal: {median: 25s, sigma: 0.6}}")
  static let silent = Key.optional(
    "silent", Syntax<Silent>.section(FollowUpKeys.silent, build: FollowUpKeys.silent),
    absent: "none", "Some of those who abandon leave without a word and take an agent's time.",
    example: "{share: 20%, discovered-after: 30s}")
  static let mismatch = Key.optional(
    "mismatch", Syntax<Mismatch>.section(FollowUpKeys.mismatch, build: FollowUpKeys.mismatch),
    absent: "none", "What a match score of 0 does; it grows linearly with 1 − score.",
    example: "{effort: 1.3, unresolved: 20%, returns-after: 2h}")
  static let help = Key.optional(
    "help", Syntax<Help>.section(FollowUpKeys.help, build: FollowUpKeys.help),
    absent: "none", "The answering agent asks another, whose part this is.",
    example: "{probability: 5%, effort: {exponential: {mean: 2m}}}")
  static let transfer = Key.optional(
    "transfer", Syntax<Transfer>.section(FollowUpKeys.transfer, build: FollowUpKeys.transfer),
    absent: "none",
    """
    The customer is passed on to another stream's class when the chat ends; after eight comebacks, \
    hand-backs among them, no more.
    """,
    example: "{probability: 10%, to: korean-phones}")
  static let conversation = Key.optional(
    "conversation",
    Syntax<Conversation>.section(
      ConversationKeys.table, build: ConversationKeys.conversation),
    default: ConversationKeys.usual, "the defaults of its keys",
    "Turns and message lengths, for the wall clocks.", example: "{turns: 22}")

  static let table = Table(
    "demand[]",
    rows: [
      name.row, code.row, arrivals.row, busyness.row, patience.row, effort.row, priority.row,
      retry.row, firstAnswer.row, silent.row, mismatch.row, help.row, transfer.row,
      conversation.row,
    ])

  /// The stream of a section; nil if a key it cannot be without is faulty.
  static func stream(_ section: Section) -> Stream? {
    let name = section.read(name)
    let code = section.read(code)
    let arrivals = section.read(arrivals)
    var factors = section.read(busyness)
    if factors?.group.isEmpty == true, let name { factors?.group = name }
    let patience = section.read(patience)
    let effort = section.read(effort)
    let priority = section.read(priority)
    let retry = section.read(retry)
    let firstAnswer = section.read(firstAnswer)
    let silent = section.read(silent)
    let mismatch = section.read(mismatch)
    let help = section.read(help)
    let transfer = section.read(transfer)
    let conversation = section.read(conversation)
    guard let name, let code, let arrivals, let effort, let patience, let priority,
      let conversation
    else { return nil }
    return Stream(
      name: name, language: code.language, document: code.document, site: code.site,
      location: code.location, arrivals: arrivals, busyness: factors, patience: patience,
      effort: effort, priority: priority, retry: retry, firstAnswer: firstAnswer, silent: silent,
      mismatch: mismatch, help: help, transfer: transfer, conversation: conversation)
  }
}
