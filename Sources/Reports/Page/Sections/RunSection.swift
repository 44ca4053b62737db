// The facts of the run: what was simulated, with what, and how to do it again.

import Scenarios

/// The facts of all results.
struct RunSection {
  let results: [ShownResult]

  /// One column for each result.
  var table: DataTable {
    let rows = (Self.facts + Self.factsOfWallClock + Self.countsOfWallClock).compactMap {
      label, value -> [DataTable.Cell]? in
      let values = results.map(value)
      guard values.contains(where: { $0 != nil }) else { return nil }
      return [.text(label)] + values.map { .text($0 ?? "–") }
    }
    return DataTable(
      caption: "Facts of the run", headings: ["fact"] + results.map { $0.letter ?? "value" },
      rows: rows, content: .words)
  }

  /// The command that makes a result again.
  static func command(for result: ShownResult) -> String {
    let seed = result.document.seed.map { " --seed \($0)" } ?? ""
    if let profile = result.document.profile {
      let pace = profile.speed.map { "--speed \($0.reportedText)" } ?? "--saturate"
      let threads = result.document.engine?.threads.map { " --threads \($0)" } ?? ""
      let seconds = " --seconds \(profile.seconds.reportedText)"
      return "sangdam profile SCENARIO\(seed) \(pace)\(seconds)\(threads)"
    }
    let count = result.document.requested ?? result.document.replications
    return "sangdam simulate SCENARIO\(seed) --replications \(count)"
  }

  private static var facts: [(String, (ShownResult) -> String?)] {
    [
      ("scenario", { $0.name.alone }),
      ("read from", { $0.place.alone }),
      ("plan (SHA-256)", { $0.document.scenario.sha256.map { ShownName($0).alone } }),
      ("length", { time($0.document.scenario.length) }),
      ("warm-up", { time($0.document.scenario.warmup) }),
      ("at closing", { $0.document.scenario.closing.map { ShownName($0).alone } }),
      ("seed", { $0.document.seed.map(String.init) }),
      ("replications", replications),
      ("contacts simulated", { $0.document.engine?.contacts.map { HumanUnits.fixed($0, 0) } }),
      ("events", { $0.document.engine?.events.map { HumanUnits.fixed($0, 0) } }),
      (
        "simulated in",
        {
          $0.document.profile == nil ? $0.document.engine?.elapsed_s.map(HumanUnits.duration) : nil
        }
      ),
      ("contacts per second", { $0.document.engine?.contacts_per_second.map(HumanUnits.rate) }),
      ("threads", { $0.document.engine?.threads.map(String.init) }),
      ("most memory", { $0.document.engine?.peak_rss_bytes.map(HumanUnits.bytes) }),
      ("program", { $0.document.engine?.version.map { "sangdam \(ShownName($0).alone)" } }),
      ("checks of the run", invariants),
    ]
  }

  private static var factsOfWallClock: [(String, (ShownResult) -> String?)] {
    [
      ("pace", { $0.document.profile?.words }),
      ("dispatches", { $0.document.engine?.dispatches.map { HumanUnits.fixed(Double($0), 0) } }),
      (
        "dispatches per second",
        {
          $0.document.engine?.dispatches_per_second.map(HumanUnits.rate)
        }
      ),
      (
        "processor time a dispatch",
        {
          $0.document.engine?.cpu_ns_per_dispatch.map { HumanUnits.span($0 / 1e9) }
        }
      ),
      ("99 % of events late by at most", { $0.document.engine?.lag?.p99.map(HumanUnits.span) }),
      (
        "left out of the scenario",
        {
          $0.document.profile?.left_out.map {
            $0.isEmpty ? "nothing" : ShownName($0.joined(separator: ", ")).alone
          }
        }
      ),
    ]
  }

  /// What was counted of each dispatch, and what the allocator holds.
  private static var countsOfWallClock: [(String, (ShownResult) -> String?)] {
    let counts: [(String, (ReadEngine) -> Double?)] = [
      ("allocations a dispatch", { $0.allocations_per_dispatch }),
      ("exchanges in vain a dispatch", { $0.operations_per_dispatch?.failed_exchanges }),
      ("looks after publishing a dispatch", { $0.operations_per_dispatch?.re_looks }),
      ("stale entries a dispatch", { $0.operations_per_dispatch?.stale_entries }),
      ("retains a dispatch", { $0.retains_per_dispatch }),
      ("releases a dispatch", { $0.releases_per_dispatch }),
    ]
    let bytes: [(String, (ReadEngine.Arenas) -> Int64?)] = [
      ("arenas of the allocator, at the end", { $0.resident_bytes }),
      ("arenas of the allocator, at most", { $0.most_resident_bytes }),
    ]
    return counts.map { label, count in
      (label, { $0.document.engine.flatMap(count).map(HumanUnits.smallNumber) })
    }
      + bytes.map { label, count in
        (label, { $0.document.engine?.allocator?.arenas.flatMap(count).map(HumanUnits.bytes) })
      }
  }

  private static func time(_ seconds: Double?) -> String? {
    seconds.map { $0 > 0 ? FigureUnit.time.limit($0) : "none" }
  }

  private static func replications(_ result: ShownResult) -> String? {
    let count = HumanUnits.fixed(Double(result.document.replications), 0)
    guard result.document.partial == true, let asked = result.document.requested else {
      return count
    }
    return "\(count) of \(HumanUnits.fixed(Double(asked), 0)), interrupted"
  }

  private static func invariants(_ result: ShownResult) -> String? {
    guard let counts = result.document.invariants else { return nil }
    let broken = counts.filter { $0.value != 0 }.keys.sorted().map { ShownName($0).alone }
    return broken.isEmpty
      ? "all \(counts.count) counts are 0" : "FAILED: \(broken.joined(separator: ", "))"
  }
}
