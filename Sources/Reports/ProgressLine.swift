// How far a run is, in one line that fits the terminal.

/// The text of a progress bar at one moment.
public struct ProgressLine {
  /// Replications finished.
  public var finished: Int
  /// Replications wanted.
  public var replications: Int
  /// The part of the whole that is done, 0…1.
  public var share: Double
  /// Customers so far.
  public var contacts: Int
  /// Seconds since the start.
  public var seconds: Double

  /// That moment.
  public init(
    finished: Int, of replications: Int, share: Double, contacts: Int, seconds: Double
  ) {
    self.finished = finished
    self.replications = replications
    self.share = min(max(share, 0), 1)
    self.contacts = contacts
    self.seconds = seconds
  }

  private static let longestBar = 28
  private static let shortestBar = 8

  /// At most so many columns: what matters least goes first, the percentage last.
  public func text(columns: Int) -> String {
    let percent = DisplayWidth.right("\(Int(share * 100)) %", 5)
    for parts in [[count, left, rate], [count, left], [left], []] {
      let words = ([percent] + parts).joined(separator: "  ")
      let room = columns - DisplayWidth.of(words) - 2
      if room >= Self.shortestBar { return "\(bar(min(room, Self.longestBar))) \(words)" }
    }
    return DisplayWidth.fitted(percent, to: columns)
  }

  private func bar(_ columns: Int) -> String {
    let full = Int(share * Double(columns))
    return String(repeating: "█", count: full) + String(repeating: "░", count: columns - full)
  }

  private var count: String {
    let total = HumanUnits.fixed(Double(replications), 0)
    let done = DisplayWidth.right(HumanUnits.fixed(Double(finished), 0), total.utf8.count)
    return "\(done) of \(total) replications"
  }

  private var rate: String {
    "\(HumanUnits.rate(Double(contacts) / max(seconds, 1e-3))) contacts/s"
  }

  /// Nothing can be said before a hundredth is done or half a second has passed.
  private var left: String {
    guard share > 0, share >= 0.01 || seconds >= 0.5 else { return "… left" }
    let seconds = (seconds / share * (1 - share)).rounded(.up)
    let span = seconds < 60 ? "\(Int(seconds)) s" : HumanUnits.duration(seconds)
    return "\(span) left"
  }
}
