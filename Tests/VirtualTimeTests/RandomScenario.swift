// Scenarios made at random, of all rules together: where two rules meet that nobody thought of.

import SeededTests

/// A small scenario of random rules; the same seed makes the same text.
struct RandomScenario {
  private var random: SeededDraws
  private var isBatched = false
  private let languages = ["ko", "en", "ja"]
  private let documents = ["43211507", "43221507", "53111601"]

  /// The text that the seed makes, without its first two lines.
  static func text(seed: UInt64) -> String {
    var scenario = RandomScenario(random: SeededDraws(seed: seed))
    return scenario.text()
  }

  /// The same kind of text with matching in batches.
  static func batchedText(seed: UInt64) -> String {
    var scenario = RandomScenario(random: SeededDraws(seed: seed))
    scenario.isBatched = true
    return scenario.text()
  }

  private init(random: SeededDraws) { self.random = random }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
  private mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }
  private mutating func one(of words: [String]) -> String { words[number(0...words.count - 1)] }
  private mutating func perhaps(_ percent: Int, _ key: String) -> String {
    happens(percent) ? ", \(key)" : ""
  }

  private mutating func span(_ seconds: ClosedRange<Int>) -> String {
    let mean = number(seconds)
    switch number(0...3) {
    case 0: return "{fixed: \(mean)s}"
    case 1: return "{lognormal: {median: \(mean)s, sigma: 0.9}}"
    default: return "{exponential: {mean: \(mean)s}}"
    }
  }

  private mutating func text() -> String {
    let streams = number(1...4)
    let hours = [
      "", ", hours: {from: 0s, to: \(number(1_200...3_000))s}",
      ", hours: {from: \(number(1...900))s, to: \(number(1_200...3_600))s}",
    ]
    var lines = [
      "length: 1h", "report-every: \(number(300...2_000))s", "replications: 3",
      "seed: \(number(0...1_000_000))", "warmup: \(number(0...900))s",
      "closing: \(one(of: ["drain", "drop"]))",
      "locations: [{id: home\(one(of: hours))}, {id: osaka\(one(of: hours))}]",
    ]
    if happens(30) { lines.append("limits: {in-system: \(number(2...20))}") }
    lines.append("routing: {\(routing())}")
    lines.append("demand:")
    for index in 0..<streams { lines.append(stream(index, of: streams)) }
    lines.append("agents:")
    for index in 0...number(0...2) { lines.append(group(index)) }
    lines.append(
      """
        - {name: all, count: \(number(1...2)), languages: {ko: 0.4, en: 0.5, ja: 0.3}, \
      documents: {"*": 0.5}}
        - {name: partners, count: 1, languages: {ko: 0.4, en: 0.5, ja: 0.3}, \
      documents: {"*": 0.5}, location: osaka}
      """)
    return lines.joined(separator: "\n")
  }

  private mutating func routing() -> String {
    let agents = ["longest-idle", "least-busy", "most-busy", "best-match", "by-rank", "random"]
    let customers = ["oldest", "longest-queue", "best-match"]
      .filter { !isBatched || $0 != "longest-queue" }
    var text = "choose-agent: \(one(of: agents)), choose-customer: \(one(of: customers))"
    text += perhaps(40, "offer: {timeout: \(number(5...60))s, acceptance: \(number(30...100))%}")
    text += perhaps(25, "ageing: \(number(1...5))")
    if isBatched {
      text += ", match-window: \(number(1...250))ms"
    } else {
      text += perhaps(40, "last-agent: {within: \(number(60...2_000))s}")
    }
    let rings = [
      "{after: \(number(0...20))s, document-digits: 2}",
      "{after: \(number(30...60))s, location: \(one(of: ["osaka", "home"]))}",
      "{after: \(number(90...200))s, document-digits: 0}",
    ].filter { _ in happens(50) }
    return text + ", rings: [\(rings.joined(separator: ", "))]"
  }

  private mutating func stream(_ index: Int, of streams: Int) -> String {
    var text = """
        - {name: s\(index), code: {language: \(one(of: languages)), \
      document: "\(one(of: documents))", location: \(one(of: ["home", "home", "osaka"]))}, \
      arrivals: {count: \(number(5...120))}, effort: \(span(5...400))
      """
    text += perhaps(70, "patience: \(span(10...300))")
    text += perhaps(30, "priority: \(number(-1...2))")
    text += perhaps(30, "retry: {probability: 60%, after: \(number(10...900))s}")
    text += perhaps(30, "first-answer: \(span(5...60))")
    text += perhaps(30, "silent: {share: 50%, discovered-after: \(number(5...60))s}")
    text += perhaps(
      30, "mismatch: {effort: 1.5, unresolved: 60%, returns-after: \(number(10...900))s}")
    text += perhaps(40, "help: {probability: 50%, effort: \(span(5...200))}")
    text += perhaps(30, "transfer: {probability: 40%, to: s\(number(0...streams - 1))}")
    return text + "}"
  }

  private mutating func group(_ index: Int) -> String {
    let places = number(1...4)
    let speed = (0..<places).map { String(1 - 0.15 * Double($0)) }.joined(separator: ", ")
    let counts = (0...number(0...5)).map { _ in number(0...4) }
    let documents = [
      "\"43\": 0.9", "\"4321\": 1, \"53\": 0.6", "\"4322\": 0.8", "\"43\": 1, \"4322\": 0",
    ]
    var text = """
        - {name: g\(index), staff: {periods: \(number(200...1_500))s, \
      counts: [\(counts.map(String.init).joined(separator: ", "))]}, \
      location: \(one(of: ["home", "osaka"])), concurrency: \(places), speed: [\(speed)], \
      languages: {ko: 0.9, \(one(of: ["en", "ja"])): 0.7}, documents: {\(one(of: documents))}, \
      leaving: \(one(of: ["finish", "handback"]))
      """
    text += perhaps(40, "wrap-up: \(span(1...60))")
    text += perhaps(30, "absence: 20%")
    text += perhaps(30, "rank: \(number(0...3))")
    return text + "}"
  }
}
