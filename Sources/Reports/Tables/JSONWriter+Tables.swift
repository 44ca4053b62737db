// The parts of a result document that pictures are drawn from.

import Consulting

extension JSONWriter {
  /// A cumulative distribution.
  mutating func distribution(_ name: String, _ points: [DistributionPoint]?) {
    list(name, points) { writer, point in
      writer.pair("up_to", point.upTo.seconds)
      writer.pair("share", point.share)
    }
  }

  /// Stream × group.
  mutating func matches(_ matches: [MatchFigures]?) {
    list("matches", matches) { writer, match in
      writer.pair("demand", match.demand)
      writer.pair("agents", match.agents)
      writer.interval("answered", match.answered)
      writer.interval("match_score", match.matchScore)
    }
  }

  /// How well customers were matched; `null` for what was not told apart or not measured.
  mutating func matchQuality(_ quality: MatchQualityFigures) {
    key("match_quality")
    object { writer in
      writer.interval("score_p10", ifAny: quality.pairs?.scoreP10)
      writer.interval("exact_language", ifAny: quality.pairs?.exactLanguage)
      writer.interval("language_proficiency", ifAny: quality.pairs?.languageProficiency)
      writer.interval("document_depth", ifAny: quality.pairs?.documentDepth)
      writer.interval("home_location", ifAny: quality.pairs?.homeLocation)
      writer.interval("regret_free", ifAny: quality.assignments?.regretFree)
      writer.interval("regret_on_shift", ifAny: quality.assignments?.regretOnShift)
      writer.interval("overtakes", ifAny: quality.assignments?.overtakes)
      writer.interval("hindsight_ratio", ifAny: quality.assignments?.hindsightRatio)
      if let fairness = quality.fairness { writer.interval("fairness", fairness) }
    }
  }

  private mutating func interval(_ name: String, ifAny figure: Figure?) {
    if let figure {
      interval(name, figure)
    } else {
      key(name)
      null()
    }
  }

  /// Group × group.
  mutating func helps(_ helps: [HelpFigures]?) {
    list("helps", helps) { writer, help in
      writer.pair("asked", help.asked)
      writer.pair("joined", help.joined)
      writer.interval("helped", help.helped)
    }
  }

  /// Stream × ring.
  mutating func rings(_ rings: [RingFigures]?) {
    list("rings", rings) { writer, ring in
      writer.pair("demand", ring.demand)
      writer.pair("ring", integer: ring.ring)
      writer.pair("after", ring.after?.seconds)
      writer.interval("answered", ring.answered)
      writer.interval("match_score", ring.matchScore)
    }
  }

  /// How a period fared on single days.
  mutating func days(_ days: PeriodDays?) {
    key("days")
    guard let days else {
      null()
      return
    }
    object(.inline) { writer in
      writer.key("service_level")
      guard let spread = days.spread else {
        writer.null()
        return
      }
      writer.object { writer in
        writer.pair("within", days.within.seconds)
        writer.pair("p05", spread.p05)
        writer.pair("p50", spread.p50)
        writer.pair("p95", spread.p95)
        writer.pair("share_met", days.shareMet)
      }
    }
  }

  /// One array of numbers a quantity, one number a replication.
  mutating func columns(_ cell: CellColumns) {
    for column in cell.columns {
      key(column.name)
      array(.inline) { writer in
        switch column.values {
        case .counts(let counts): for count in counts { writer.integer(count) }
        case .sums(let sums): for sum in sums { writer.number(sum) }
        }
      }
    }
    thresholds("answered_within", cell.answeredWithin)
    thresholds("abandoned_within", cell.abandonedWithin)
  }

  private mutating func thresholds(_ name: String, _ columns: [ThresholdColumn]) {
    list(name, columns) { writer, column in
      writer.pair("within", column.within.seconds)
      writer.key("counts")
      writer.array { writer in
        for count in column.counts { writer.integer(count) }
      }
    }
  }

  /// An array of objects, one a line; `null` for nothing.
  private mutating func list<Element>(
    _ name: String, _ elements: [Element]?, _ members: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    guard let elements else {
      null()
      return
    }
    array { writer in
      for element in elements { writer.object(.inline) { members(&$0, element) } }
    }
  }
}
