// What the consultation service counts, as text for Prometheus (exposition format 0.0.4).

import ChatRelay
import ConsultServer
import Consultation

/// The text at `/metrics`.
struct ConsultationMetrics: Sendable {
  private let counts: @Sendable () -> (ConsultStatus, RelayCounts)

  init(_ counts: @escaping @Sendable () -> (ConsultStatus, RelayCounts)) { self.counts = counts }

  var text: String {
    let (status, relay) = counts()
    var lines = Self.lines(of: status)
    for counter in RelayCounter.allCases {
      let isGauge = counter == .connections || counter == .parkedBytes
      let name = "sangdam_relay_" + Self.snake(counter.name) + (isGauge ? "" : "_total")
      lines.append("# TYPE \(name) \(isGauge ? "gauge" : "counter")")
      lines.append("\(name) \(relay[counter])")
    }
    lines.append("# HELP sangdam_relay_ended_total Connections that ended, by reason.")
    lines.append("# TYPE sangdam_relay_ended_total counter")
    for farewell in Farewell.all {
      lines.append(
        "sangdam_relay_ended_total{reason=\"\(Self.snake(farewell.name))\"} \(relay[farewell])")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of status: ConsultStatus) -> [String] {
    let counts = status.counts
    let counters = [
      ("asked", counts.asked), ("served", counts.served), ("left", counts.left),
      ("lost", counts.lost), ("dialogues", counts.dialogues), ("offers", counts.offers),
      ("offers_declined", counts.declined), ("offers_lapsed", counts.lapsed),
      ("helped", counts.helped), ("transferred", counts.transferred),
    ]
    var lines = counters.flatMap { name, value in
      ["# TYPE sangdam_\(name)_total counter", "sangdam_\(name)_total \(value)"]
    }
    lines.append("# HELP sangdam_turned_away_total Customers who were not let in, by reason.")
    lines.append("# TYPE sangdam_turned_away_total counter")
    for (reason, value) in zip(TurningAway.allCases, counts.turnedAway) {
      lines.append("sangdam_turned_away_total{reason=\"\(reason.rawValue)\"} \(value)")
    }
    for (name, value) in [("sessions", status.sessions), ("dialogues_open", status.dialogues)] {
      lines += ["# TYPE sangdam_\(name) gauge", "sangdam_\(name) \(value)"]
    }
    return lines
  }

  /// `bytesCopied` and `handshake-tooSlow` as `bytes_copied` and `handshake_too_slow`.
  private static func snake(_ name: String) -> String {
    name.reduce(into: "") { text, character in
      if character == "-" {
        text += "_"
      } else {
        text += character.isUppercase ? "_" + character.lowercased() : String(character)
      }
    }
  }
}
