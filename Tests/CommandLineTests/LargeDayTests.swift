// A large day: a million customers in a hundred streams, and how little memory that takes. Where
// the optimiser has not touched the program, a twentieth of them.

import Testing

struct LargeDayTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  #if DEBUG
    private static let customersPerDay = 50_000
  #else
    private static let customersPerDay = 1_000_000
  #endif

  /// What a run says of its memory.
  private struct Memory {
    var peakBytes: Int
    var allocations: Double
    /// Whether the figures are the program's own: a sanitizer brings much more.
    var isPlain: Bool
  }

  /// A hundred streams, ten groups of agents who are busy 97 % of their time, 48 periods.
  private static func scenario(days: Int) -> String {
    let streams = (0..<100).map { index in
      """
        - {name: s\(index), code: {language: en, document: "43\(100 + index)000"}, arrivals:
           {rate: \(Double(customersPerDay) / 2_400)/h}, patience: {exponential: {mean: 2m}},
           effort: {exponential: {mean: 5m}}}
      """
    }
    let groups = (0..<10).map { group in
      let branches = (10 * group..<10 * group + 10).map { "\"43\(100 + $0)0\": 1.0" }
      return """
          - {name: g\(group), count: \(customersPerDay * 345 / 1_000_000), languages: {en: 1.0},
             documents: {\(branches.joined(separator: ", "))}}
        """
    }
    let head = ["sangdam: 1", "name: large-day", "length: \(days)d", "report-every: \(30 * days)m"]
    return (head + ["demand:"] + streams + ["agents:"] + groups + [""]).joined(separator: "\n")
  }

  private func memory(days: Int, replications: Int) throws -> Memory {
    let options = ["--json", "--replications", "\(replications)", "--threads", "2"]
    let ending = try Program.run(
      ["simulate", "-"] + options, input: Array(Self.scenario(days: days).utf8), in: folder)
    let document = try ending.document()
    #expect((document["by_period"] as? [Any])?.count == 48)
    let engine = try #require(document["engine"] as? [String: Any])
    let contacts = try #require(engine["contacts"] as? Double)
    #expect(abs(contacts / Double(days * replications * Self.customersPerDay) - 1) < 0.05)
    let allocator = try #require(engine["allocator"] as? [String: Any])
    let perContact = allocator["allocations_per_contact"] as? Double ?? 0
    return Memory(
      peakBytes: try #require(engine["peak_rss_bytes"] as? Int),
      allocations: perContact * contacts, isPlain: allocator["name"] as? String == "jemalloc")
  }

  @Test("a day of a hundred streams takes at most 64 MiB, and ten days take no more than one")
  func lengthCostsNothing() throws {
    let day = try memory(days: 1, replications: 1)
    let days = try memory(days: 10, replications: 1)
    let several = try memory(days: 1, replications: 3)
    print("large day: \(day), ten: \(days), three replications: \(several)")
    guard day.isPlain else { return }
    for memory in [day, days, several] { #expect(memory.peakBytes <= 64 << 20) }
    #expect(days.peakBytes <= day.peakBytes + 8 << 20)
    // What the optimiser has not touched allocates for its own reasons.
    #if !DEBUG
      #expect(day.allocations < 20_000, "setting up and merging, nothing per customer")
      #expect(days.allocations < day.allocations + 1_000)
    #endif
  }
}
