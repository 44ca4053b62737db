// Histories by seed: connections break at any moment, and nothing is lost, doubled or out of order.

import Foundation
import Testing

struct ConsultNetworkTests {
  /// How many histories: `SANGDAM_SEEDS`, 100 without it.
  static let count = UInt64(ProcessInfo.processInfo.environment["SANGDAM_SEEDS"] ?? "") ?? 100
  /// The one history to be played again: `SANGDAM_SEED`.
  static let only = UInt64(ProcessInfo.processInfo.environment["SANGDAM_SEED"] ?? "")
  static let parts: UInt64 = 4

  @Test("whatever breaks, every message arrives once and in order", arguments: 0..<parts)
  func histories(part: UInt64) throws {
    var (messages, cuts, skips, resumed) = (0, 0, 0, 0)
    var played = 0
    for seed in stride(from: part, to: max(Self.count, (Self.only ?? 0) + 1), by: Int(Self.parts))
    where Self.only ?? seed == seed {
      let world = try World(seed: seed)
      let faults = try world.play(seconds: 45)
      #expect(faults.isEmpty, "seed \(seed)")
      played += 1
      messages += world.witness.messages
      skips += world.witness.skips
      cuts += world.witness.notes["cut"] ?? 0
      resumed += world.witness.notes["again"] ?? 0
    }
    print(
      "\(played) histories: \(messages) messages, \(cuts) connections cut, "
        + "\(resumed) dialogues gone on with, \(skips) late beginnings")
    guard Self.only == nil else { return }
    #expect(messages > 100 * played && cuts > 10 * played && resumed > 5 * played && skips > 0)
  }

  @Test(
    "whatever ends the server, what was acknowledged is there once and it goes on",
    arguments: 0..<parts)
  func kills(part: UInt64) throws {
    var (messages, kills, resumed, played) = (0, 0, 0, 0)
    // A history with a database takes twice the time of one without.
    let end = max(Self.count / 2, (Self.only ?? 0) + 1)
    for seed in stride(from: part, to: end, by: Int(Self.parts))
    where Self.only ?? seed == seed {
      let world = try World(seed: seed, keepsTranscripts: true)
      let faults = try world.play(seconds: 45)
      #expect(faults.isEmpty, "seed \(seed)")
      played += 1
      messages += world.witness.messages
      kills += world.witness.notes["kill"] ?? 0
      resumed += world.witness.notes["again"] ?? 0
    }
    print(
      "\(played) histories: \(messages) messages, \(kills) servers killed, "
        + "\(resumed) dialogues gone on with")
    guard Self.only == nil else { return }
    #expect(messages > 50 * played && kills > 2 * played && resumed > 5 * played)
  }

  @Test("a seed is a history")
  func repeated() throws {
    let (one, other) = try (World(seed: 7), World(seed: 7))
    #expect(try one.play(seconds: 45) == other.play(seconds: 45))
    #expect(one.witness.messages == other.witness.messages)
    #expect(one.witness.notes == other.witness.notes)
  }
}
