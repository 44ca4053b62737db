// Objectives in words, each with its verdict, value, interval and how single days fared.

import Consulting
import Scenarios

/// The part of the terminal table about objectives.
struct ObjectiveLines {
  let ink: Ink
  /// What one replication is called: `day` or `run`.
  let occasion: String
  let labels: ClockLabels

  private static let phraseWidth = 38
  /// Of fewer days one in twenty says nothing.
  private static let daysForSpread = 20

  /// The lines of one objective.
  func lines(_ judged: JudgedObjective) -> [String] {
    let phrase = DisplayWidth.wrapped(judged.phrase, to: Self.phraseWidth)
    let unit = judged.objective.metric.unit
    var lines = phrase.enumerated().map { index, words in
      guard index == 0 else { return indented(words) }
      let value = DisplayWidth.right(unit.text(judged.value.mean), 10)
      let interval = ink(.faint, unit.interval(judged.value))
      let left = "  \(judged.verdict.text(ink))  \(DisplayWidth.left(words, Self.phraseWidth))"
      return interval.isEmpty ? left + value : "\(left)\(value)  \(interval)"
    }
    for sentence in [periods(judged), days(judged)].compactMap(\.self) {
      lines += DisplayWidth.wrapped(sentence, to: 65).map { ink(.faint, indented($0)) }
    }
    return lines
  }

  private func indented(_ text: String) -> String {
    String(repeating: " ", count: 15) + text
  }

  private func periods(_ judged: JudgedObjective) -> String? {
    guard let periods = judged.periods else { return nil }
    guard periods.judged > 0 else { return "no period has cases" }
    let undecided = periods.undecided > 0 ? ", \(periods.undecided) undecided" : ""
    let deciding = judged.decidingPeriod.map { "; \(labels.label($0)) decides" } ?? ""
    return "\(periods.met) of \(periods.judged) periods met it\(undecided)\(deciding)"
  }

  private func days(_ judged: JudgedObjective) -> String? {
    guard let days = judged.days, judged.value.low != nil else { return nil }
    let met = "\(days.met) of \(days.count) \(occasion)s met it"
    guard days.count >= Self.daysForSpread else { return met }
    let spread = judged.objective.metric.unit.interval(days.p05, days.p95)
    let whole = String(spread.map { $0 == " " ? DisplayWidth.noBreak : $0 })
    return "\(met); nine \(occasion)s in ten were within \(whole)"
  }
}

extension JudgedObjective {
  /// The objective as a sentence without a verb: `at least 80 % answered within 20 s`.
  package var phrase: String {
    var phrase: String
    let limit = objective.metric.unit.limit(objective.bound.limit)
    let bound =
      switch objective.bound {
      case .atLeast: "at least \(limit)"
      case .atMost: "at most \(limit)"
      }
    switch objective.metric {
    case .serviceLevel(let within, let variant):
      phrase = "\(bound) \(variant.words(within: FigureUnit.time.limit(within.seconds)))"
    case .figure(let key):
      if case .atMost = objective.bound, let waits = key.labelOfPart {
        phrase = "\(waits) within \(limit)"
      } else {
        phrase = "\(key.label) \(bound)"
      }
    }
    if let about = demand ?? agents { phrase += " (\(about))" }
    switch objective.over {
    case .run: break
    case .eachPeriod: phrase += " in every period"
    case .shareOfPeriods(let share):
      phrase += " in \(FigureUnit.share.limit(share)) of the periods"
    }
    return phrase
  }
}

extension Metric {
  /// The unit in which the metric is told.
  package var unit: FigureUnit {
    switch self {
    case .serviceLevel: .share
    case .figure(let key): key.unit
    }
  }
}

extension ServiceLevelVariant {
  /// What is counted, after the share.
  fileprivate func words(within: String) -> String {
    switch self {
    case .offered: "answered within \(within)"
    case .answeredOnly: "of the answered within \(within)"
    case .abandonsOk: "answered or gone within \(within)"
    case .shortExcluded: "answered within \(within), early leavers not counted"
    }
  }
}

extension FigureUnit {
  /// A limit as a person writes it: all its digits, no more (`80 %`, `20 s`, `2m`).
  package func limit(_ value: Double) -> String {
    switch self {
    case .share: return "\((value * 100).reportedText) %"
    case .count, .score, .chats: return value.reportedText
    case .time:
      if value >= 3600, value.truncatingRemainder(dividingBy: 3600) == 0 {
        return "\((value / 3600).reportedText)h"
      }
      if value >= 60, value.truncatingRemainder(dividingBy: 60) == 0 {
        return "\((value / 60).reportedText)m"
      }
      return value < 60 ? "\(value.reportedText) s" : HumanUnits.duration(value)
    }
  }
}
