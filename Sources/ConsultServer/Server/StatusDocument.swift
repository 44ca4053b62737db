// What the dashboard is told: docs/protocol.md §7.

import Consultation
import Consulting
import Foundation
public import Scenarios

/// How things stand, as JSON; the names in it are the plan's.
public struct StatusDocument: Sendable {
  private struct Content: Encodable {
    let scenario: String
    let upSeconds: Double
    let queues: [Queue]
    let agents: [Group]
    let signedIn: [Agent]
    let serviceLevel: ServiceLevel
    let counters: Counters
  }

  /// A number, or `null`.
  private struct Known: Encodable {
    let number: Double?

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let number { try container.encode(number) } else { try container.encodeNil() }
    }
  }

  private struct Queue: Encodable {
    let stream: String
    let waiting: Int
    let longestWaitSeconds: Known
    let talking: Int
  }

  private struct Group: Encodable {
    let group: String
    let offline, away, available, offered, busy, wrapUp: Int
  }

  private struct Agent: Encodable {
    let agent, group, state: String
    let sinceSeconds: Double
    let dialogues: [String]
  }

  private struct ServiceLevel: Encodable {
    let withinSeconds: Double
    let offered, answeredWithin: Int
    let share: Known
  }

  private struct Counters: Encodable {
    let asked, turnedAway, dialogues, served, left, lost, closed: Int
    let offers, declined, lapsed, helped, transferred, handedBack: Int
    let invitations, invitationsAccepted, invitationsDeclined, invitationsLapsed: Int
  }

  private let scenario: String
  private let streams: [String]
  private let groups: [String]
  private let withinSeconds: Double

  /// For a server of a plan.
  public init(_ plan: Plan) {
    scenario = plan.name
    streams = plan.demand.map(\.name)
    groups = plan.agents.map(\.name)
    withinSeconds = plan.serviceLevelThresholds[0].seconds
  }

  /// The text of a status; one line.
  ///
  /// - Precondition: the status is that of a server of this plan.
  public func text(_ status: ConsultStatus) -> String {
    let counts = status.counts
    let share = counts.letIn == 0 ? nil : Double(counts.answeredInTime) / Double(counts.letIn)
    let content = Content(
      scenario: scenario, upSeconds: Self.tenths(status.age.seconds),
      queues: queues(status.figures), agents: groups(status.figures),
      signedIn: signedIn(status.figures),
      serviceLevel: ServiceLevel(
        withinSeconds: withinSeconds, offered: counts.letIn,
        answeredWithin: counts.answeredInTime,
        share: Known(number: share)),
      counters: Self.counters(counts))
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    do {
      return String(decoding: try encoder.encode(content), as: UTF8.self)
    } catch {
      preconditionFailure("finite numbers and texts are JSON: \(error)")
    }
  }

  private func queues(_ figures: DeskFigures) -> [Queue] {
    let named = zip(streams, figures.streams).map(Self.queue)
    let others = figures.otherPages
    guard others.waiting + others.talking > 0 else { return named }
    return named + [Self.queue(Self.otherPages, others)]
  }

  /// What belongs to no stream has this name.
  private static let otherPages = "other pages"

  private static func queue(_ name: String, _ stream: DeskFigures.Stream) -> Queue {
    Queue(
      stream: name, waiting: stream.waiting,
      longestWaitSeconds: Known(number: stream.longestWait.map { tenths(Double($0) / 1e9) }),
      talking: stream.talking)
  }

  private func groups(_ figures: DeskFigures) -> [Group] {
    zip(groups, figures.groups).map { name, group in
      Group(
        group: name, offline: group.offline, away: group.away, available: group.available,
        offered: group.offered, busy: group.busy, wrapUp: group.wrappingUp)
    }
  }

  private func signedIn(_ figures: DeskFigures) -> [Agent] {
    figures.signedIn.map { agent in
      Agent(
        agent: agent.name, group: groups[agent.group],
        state: agent.standing.word.replacing("-", with: "_"),
        sinceSeconds: Self.tenths(Double(agent.since) / 1e9),
        dialogues: agent.streams.map { $0.map { streams[$0] } ?? Self.otherPages })
    }
  }

  private static func counters(_ counts: DeskCounts) -> Counters {
    Counters(
      asked: counts.asked, turnedAway: counts.turnedAway.reduce(0, +),
      dialogues: counts.dialogues, served: counts.served, left: counts.left, lost: counts.lost,
      closed: counts.closed, offers: counts.offers, declined: counts.declined,
      lapsed: counts.lapsed, helped: counts.helped, transferred: counts.transferred,
      handedBack: counts.handedBack, invitations: counts.invitations,
      invitationsAccepted: counts.invitationsAccepted,
      invitationsDeclined: counts.invitationsDeclined,
      invitationsLapsed: counts.invitationsLapsed)
  }

  private static func tenths(_ seconds: Double) -> Double { (seconds * 10).rounded() / 10 }
}
