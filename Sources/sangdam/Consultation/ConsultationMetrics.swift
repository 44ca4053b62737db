// What the consultation service counts, as figures for those who watch it.

import ChatRelay
import ConsultServer
import Consultation
import InformationServer
import Transcripts

/// The figures at `/metrics`.
struct ConsultationMetrics: Sendable {
  private let counts: @Sendable () -> (ConsultStatus, RelayCounts)

  private let transcripts: (@Sendable () -> TranscriptFigures)?

  init(
    _ counts: @escaping @Sendable () -> (ConsultStatus, RelayCounts),
    transcripts: (@Sendable () -> TranscriptFigures)?
  ) {
    self.counts = counts
    self.transcripts = transcripts
  }

  /// All of them, as they are now.
  var all: [ServerMetric] {
    let (status, relay) = counts()
    let kept = transcripts.map { Self.transcripts($0()) } ?? []
    return Self.desk(status) + Self.readers(status) + Self.relay(relay) + kept
  }

  private static func transcripts(_ figures: TranscriptFigures) -> [ServerMetric] {
    [
      ServerMetric(
        "sangdam_transcripts_committed_total", .counter, "Records in the database.",
        Double(figures.committed)),
      ServerMetric(
        "sangdam_transcripts_commits_total", .counter, "Transactions.", Double(figures.commits)),
      ServerMetric(
        "sangdam_transcripts_failures_total", .counter,
        "Transactions that failed; each is tried again.", Double(figures.failures)),
      ServerMetric(
        "sangdam_transcripts_refused_total", .counter, "Records that found no room in a queue.",
        Double(figures.refused)),
      ServerMetric(
        "sangdam_transcripts_queued", .gauge, "Records that wait to be written.",
        Double(figures.queued)),
      ServerMetric(
        "sangdam_transcripts_failing", .gauge, "Whether the last transaction failed.",
        figures.isFailing ? 1 : 0),
      ServerMetric(
        "sangdam_transcripts_longest_commit_seconds", .gauge,
        "The longest transaction that succeeded.", Double(figures.longestCommitNanoseconds) / 1e9),
    ]
  }

  private static func desk(_ status: ConsultStatus) -> [ServerMetric] {
    let counts = status.counts
    let counters = counters([
      ("asked", "Customers who asked.", counts.asked),
      ("restored", "Customers who had asked an earlier server.", counts.restored),
      ("served", "Customers whose dialogue came to its end.", counts.served),
      ("left", "Customers who left while they waited.", counts.left),
      ("lost", "Customers who did not come back in time.", counts.lost),
      ("dialogues", "Dialogues that began.", counts.dialogues),
      ("offers", "Offers made to agents.", counts.offers),
      ("offers_declined", "Offers that agents declined.", counts.declined),
      ("offers_lapsed", "Offers that nobody answered in time.", counts.lapsed),
      ("helped", "Agents who joined to help.", counts.helped),
      ("controls_refused", "Control messages that could not be followed.", status.refusals),
      ("transferred", "Customers who were given to another agent.", counts.transferred),
    ])
    let turnedAway = zip(TurningAway.allCases, counts.turnedAway).map { reason, value in
      ServerMetric.Sample(Double(value), labels: [("reason", reason.rawValue)])
    }
    let closings = ConsultStatus.codes.map { code in
      ServerMetric.Sample(Double(status.closings[code] ?? 0), labels: [("code", "\(code)")])
    }
    let faults = SignInFault.allCases.map { fault in
      ServerMetric.Sample(
        Double(status.signInFaults[fault] ?? 0), labels: [("reason", fault.rawValue)])
    }
    return counters + [
      ServerMetric(
        "sangdam_turned_away_total", .counter, "Customers who were not let in, by reason.",
        samples: turnedAway),
      ServerMetric(
        "sangdam_sign_ins_refused_total", .counter, "Agents who were not let in, by reason.",
        samples: faults),
      ServerMetric(
        "sangdam_closed_total", .counter, "Connections that the protocol closed, by code.",
        samples: closings),
      ServerMetric(
        "sangdam_sessions", .gauge, "Customers and agents with a session.",
        Double(status.sessions)),
      ServerMetric(
        "sangdam_dialogues_open", .gauge, "Dialogues that are open.", Double(status.dialogues)),
    ]
  }

  private static func counters(
    _ counts: [(name: String, summary: String, value: Int)]
  ) -> [ServerMetric] {
    counts.map {
      ServerMetric("sangdam_\($0.name)_total", .counter, $0.summary, Double($0.value))
    }
  }

  private static func readers(_ status: ConsultStatus) -> [ServerMetric] {
    let counts = status.counts
    let counters = counters([
      ("readers", "Readers who came.", counts.readers),
      ("readers_turned_away", "Readers for whom there was no room.", counts.readersTurnedAway),
      ("invitations", "Readers whom agents invited.", counts.invitations),
      ("invitations_accepted", "Invitations answered by asking.", counts.invitationsAccepted),
      ("invitations_declined", "Invitations declined.", counts.invitationsDeclined),
      ("invitations_lapsed", "Invitations without an answer.", counts.invitationsLapsed),
    ])
    let now = Double(status.figures.readers)
    return counters + [
      ServerMetric("sangdam_readers_now", .gauge, "Readers who may be invited.", now)
    ]
  }

  private static func relay(_ relay: RelayCounts) -> [ServerMetric] {
    let counters = RelayCounter.allCases.map { counter in
      let isGauge = counter == .connections || counter == .parkedBytes
      return ServerMetric(
        "sangdam_relay_" + snake(counter.name) + (isGauge ? "" : "_total"),
        isGauge ? .gauge : .counter, "What the relay counts as \(counter.name).",
        Double(relay[counter]))
    }
    let endings = Farewell.all.map { farewell in
      ServerMetric.Sample(Double(relay[farewell]), labels: [("reason", snake(farewell.name))])
    }
    return counters + [
      ServerMetric(
        "sangdam_relay_ended_total", .counter, "Connections that ended, by reason.",
        samples: endings)
    ]
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
