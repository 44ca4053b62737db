// Histories by seed: connections break at any moment, and nothing is lost, doubled or out of order.

import Foundation
import Testing
import Transcripts

struct ConsultNetworkTests {
  /// Which histories: `SANGDAM_SEEDS`, a number of them or `from-to`; 100 without it.
  static let seeds: Range<UInt64> = {
    let asked = (ProcessInfo.processInfo.environment["SANGDAM_SEEDS"] ?? "100")
      .split(separator: "-").compactMap { UInt64($0) }
    precondition(
      asked.count == 1 || asked.count == 2 && asked[0] < asked[1], "SANGDAM_SEEDS=n or from-to")
    return asked.count == 1 ? 0..<asked[0] : asked[0]..<asked[1]
  }()
  /// The one history to be played again: `SANGDAM_SEED`.
  static let only = UInt64(ProcessInfo.processInfo.environment["SANGDAM_SEED"] ?? "")
  static let parts: UInt64 = 4
  /// Half as many: a history with a database takes twice the time of one without.
  static let half = seeds.lowerBound / 2..<seeds.upperBound / 2

  /// What happened in some histories.
  private struct Totals {
    var played = 0
    var messages = 0
    var skips = 0
    var notes: [String: Int] = [:]

    subscript(note: String) -> Int { notes[note] ?? 0 }
  }

  /// Plays a part of some histories, or the one that is asked for.
  private func played(
    _ part: UInt64, of seeds: Range<UInt64>, _ durability: TranscriptDurability? = nil
  ) throws -> Totals {
    var totals = Totals()
    let asked = Self.only.map { $0..<$0 + 1 } ?? seeds
    for seed in asked where seed % Self.parts == part {
      let world = try World(seed: seed, durability: durability)
      let faults = try world.play(seconds: 45)
      #expect(faults.isEmpty, "seed \(seed)")
      totals.played += 1
      totals.messages += world.witness.messages
      totals.skips += world.witness.skips
      totals.notes.merge(world.witness.notes, uniquingKeysWith: +)
    }
    return totals
  }

  @Test("whatever breaks, every message arrives once and in order", arguments: 0..<parts)
  func histories(part: UInt64) throws {
    let met = try played(part, of: Self.seeds)
    print(
      "\(met.played) histories: \(met.messages) messages, \(met["cut"]) connections cut, "
        + "\(met["again"]) dialogues gone on with, \(met.skips) late beginnings")
    guard Self.only == nil else { return }
    #expect(met.messages > 100 * met.played && met["cut"] > 10 * met.played)
    #expect(met["again"] > 5 * met.played && met.skips > 0)
  }

  @Test(
    "whatever ends the server, what was acknowledged is there once and it goes on",
    arguments: 0..<parts)
  func kills(part: UInt64) throws {
    let met = try played(part, of: Self.half, .strict)
    print(
      "\(met.played) histories: \(met.messages) messages, \(met["kill"]) servers killed, "
        + "\(met["again"]) dialogues gone on with")
    guard Self.only == nil else { return }
    #expect(met.messages > 50 * met.played && met["kill"] > 2 * met.played)
    #expect(met["again"] > 5 * met.played)
  }

  @Test(
    "whatever a server loses that had not written it, nothing is doubled or taken for another",
    arguments: 0..<parts)
  func losses(part: UInt64) throws {
    let met = try played(part, of: Self.half, .lenient)
    print(
      "\(met.played) histories: \(met.messages) messages, \(met["kill"]) servers killed, "
        + "\(met["again"]) dialogues gone on with, \(met["recalled"]) by who had forgotten, "
        + "\(met["acknowledged and lost"]) with losses, \(met["lost"]) told of them")
    guard Self.only == nil else { return }
    #expect(met.messages > 50 * met.played && met["kill"] > 2 * met.played)
    #expect(met["recalled"] > met.played && met["acknowledged and lost"] > 0)
  }

  /// Servers that are killed between telling of a hand-over and writing it: the agent who had
  /// handed over answers again, and the customer has forgotten what the helper had acknowledged.
  @Test("who answers again has what others acknowledged meanwhile")
  func answersAgain() throws {
    let world = try World(seed: 6_442, durability: .strict)
    #expect(try world.play(seconds: 45).isEmpty)
    #expect(world.witness.notes["kill"] ?? 0 > 0)
  }

  @Test("a history leaves nothing behind, in memory or on a disk")
  func gone() throws {
    weak var left: World?
    var folder = ""
    do {
      let world = try World(seed: 3, durability: .strict)
      #expect(try world.play(seconds: 45).isEmpty)
      (left, folder) = (world, world.transcripts.path)
      #expect(FileManager.default.fileExists(atPath: folder))
    }
    #expect(left == nil && !FileManager.default.fileExists(atPath: folder))
  }

  @Test("a seed is a history")
  func repeated() throws {
    let (one, other) = try (World(seed: 7), World(seed: 7))
    #expect(try one.play(seconds: 45) == other.play(seconds: 45))
    #expect(one.witness.messages == other.witness.messages)
    #expect(one.witness.notes == other.witness.notes)
  }
}
