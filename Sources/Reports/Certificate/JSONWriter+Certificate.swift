// The certificate in the result document.

import Consulting
import Scenarios

extension JSONWriter {
  /// The key `certificate`: the model and what came of it, or why there is none.
  mutating func certificate(_ certificate: Certificate) {
    key("certificate")
    object { writer in
      switch certificate {
      case .absent(let reason):
        writer.pair("model", nil as String?)
        writer.pair("reason", reason)
      case .issued(let issued):
        writer.model(issued.model)
        writer.machinery(issued)
        writer.key("scenario")
        writer.array { writer in
          for comparison in issued.comparisons {
            writer.object(.inline) { $0.comparison(comparison) }
          }
        }
      }
    }
  }

  private mutating func model(_ model: NearestModel) {
    pair("model", model.notation)
    let isNone = model.simplifications.isEmpty
    pair(
      "simplification",
      isNone ? "none: the scenario itself" : model.simplifications.joined(separator: "; "))
    pair("from", model.span?.lowerBound.seconds)
    pair("to", model.span?.upperBound.seconds)
    pair("arrival_rate_per_hour", model.arrivalsPerSecond * 3600)
    pair("agents", integer: model.agents)
    pair("chats_at_once", integer: model.chatsAtOnce)
    pair("mean_effort_s", model.meanEffort.seconds)
    pair("mean_patience_s", model.meanPatience?.seconds)
    pair("places", integer: model.limit)
  }

  private mutating func machinery(_ issued: CertifiedModel) {
    pair("replications", integer: issued.check.replications)
    pair("contacts", integer: issued.check.contacts)
    key("repeated")
    boolean(issued.isRepeated)
    key("checks")
    array { writer in
      for figure in issued.check.figures {
        writer.object(.inline) { writer in
          writer.named(figure.metric)
          writer.pair("exact", figure.exact)
          writer.pair("simulated", figure.simulated)
          writer.pair("standard_error", figure.standardError)
          writer.pair("gap", figure.gap)
        }
      }
    }
    pair("bound", issued.check.bound)
    pair("verdict", issued.verdict.rawValue)
  }

  private mutating func comparison(_ comparison: CertifiedModel.Comparison) {
    named(comparison.metric)
    interval("scenario", comparison.scenario)
    pair("simplified", comparison.exact)
    pair("difference", comparison.difference)
  }

  private mutating func named(_ metric: Metric) {
    switch metric {
    case .figure(let key): pair("figure", key.rawValue)
    case .serviceLevel(let within, _):
      pair("figure", "service_level")
      pair("within", within.seconds)
    }
  }
}
