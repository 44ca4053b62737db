// A schedule: all decisions of one execution, as numbers, and as text that can be replayed.

/// The decisions of an execution in their order. At each point where more than one thing could
/// happen, the number of the one that did; 0 is what happens without interference: the thread
/// goes on, the newest value is read.
public struct Schedule: Hashable, Sendable, CustomStringConvertible {
  /// The decisions; those missing at the end are 0.
  public let decisions: [Int]

  /// The schedule of those decisions.
  public init(_ decisions: [Int]) {
    var kept = decisions[...]
    while kept.last == 0 { kept.removeLast() }
    self.decisions = Array(kept)
  }

  /// The schedule of a printed text, such as `0x12,1,0x5,2`; nil if it is none.
  public init?(_ text: String) {
    var decisions: [Int] = []
    for part in text.split(separator: ",") where part != "-" {
      let factors = part.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard let choice = factors[0], let times = factors.count == 1 ? 1 : factors[1],
        factors.count <= 2, (0...1_000_000).contains(times)
      else { return nil }
      decisions += [Int](repeating: choice, count: times)
    }
    guard decisions.allSatisfy({ $0 >= 0 }) else { return nil }
    self.init(decisions)
  }

  /// The text, runs written once: `0x12,1,0x5,2`; `-` if nothing ever interferes.
  public var description: String {
    var parts: [String] = []
    var rest = decisions[...]
    while let choice = rest.first {
      let run = rest.prefix { $0 == choice }
      parts.append(run.count == 1 ? "\(choice)" : "\(choice)x\(run.count)")
      rest = rest.dropFirst(run.count)
    }
    return parts.isEmpty ? "-" : parts.joined(separator: ",")
  }
}
