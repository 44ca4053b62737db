// What a terminal shows of a run on the wall clock while it goes on.

import Glibc
import Reports
import WallTime

/// One line on standard error, drawn anew.
final class LiveLine {
  private var last: (seconds: Double, dispatches: Int64) = (0, 0)

  /// Nothing drawn yet; nil when standard error is no terminal that can.
  init?() {
    guard Terminal.canDraw(on: STDERR_FILENO) else { return nil }
  }

  /// Shows that moment, ten times a second at most.
  func draw(_ progress: ProfileProgress) {
    let span = progress.seconds - last.seconds
    guard span >= 0.1 else { return }
    let line = WallClockProgressLine(
      seconds: progress.seconds, of: progress.ofSeconds,
      rate: Double(progress.dispatches - last.dispatches) / span, waiting: progress.waiting)
    last = (progress.seconds, progress.dispatches)
    // The last column stays free: some terminals turn the line when it is filled.
    let text = line.text(columns: Terminal.columns(of: STDERR_FILENO) - 1)
    Output.draw("\r\u{1B}[K\(text)")
  }

  /// Takes the line away.
  func clear() { Output.draw("\r\u{1B}[K") }
}
