// How far a run on the wall clock is, in one line that fits the terminal.

/// The text of the live line at one moment.
public struct WallClockProgressLine {
  private let seconds: Double
  private let length: Double
  private let rate: Double
  private let waiting: Int64

  /// That moment.
  ///
  /// - Parameters:
  ///   - seconds: since the run began, of those it takes.
  ///   - rate: customers given to an agent, per second.
  ///   - waiting: customers in all lines.
  public init(seconds: Double, of length: Double, rate: Double, waiting: Int64) {
    self.seconds = max(seconds, 0)
    self.length = length
    self.rate = rate
    self.waiting = waiting
  }

  /// At most so many columns: what matters least goes first.
  public func text(columns: Int) -> String {
    let time = "\(HumanUnits.fixed(min(seconds, length), 1)) of \(HumanUnits.fixed(length, 1)) s"
    let dispatches = "\(HumanUnits.rate(rate)) dispatches/s"
    let line = "\(HumanUnits.fixed(Double(waiting), 0)) waiting"
    for parts in [[time, dispatches, line], [time, dispatches], [time]] {
      let text = parts.joined(separator: "  ")
      if DisplayWidth.of(text) <= columns { return text }
    }
    return DisplayWidth.fitted(time, to: columns)
  }
}
