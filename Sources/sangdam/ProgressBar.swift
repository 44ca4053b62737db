// A bar on standard error while a run goes on: how far, how fast, how long still.

import Foundation
import VirtualTime

/// Draws the progress of a run ten times a second, on a terminal only.
final class ProgressBar: Sendable {
  private let finished = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Begins to draw; nil when standard error is no terminal that can.
  init?(_ control: RunControl, replications: Int) {
    guard Terminal.canDraw(on: STDERR_FILENO) else { return nil }
    let (finished, ended) = (finished, ended)
    Thread.detachNewThread {
      let begin = ContinuousClock.now
      while finished.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        Self.draw(control, replications, seconds)
      }
      Output.draw("\r\u{1B}[K")
      ended.signal()
    }
  }

  /// Takes the bar away.
  func finish() {
    finished.signal()
    ended.wait()
  }

  private static func draw(_ control: RunControl, _ replications: Int, _ seconds: Double) {
    let share = control.replicationsDone / Double(replications)
    let width = 24
    let full = Int(share * Double(width))
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    let rate = Double(control.contacts) / max(seconds, 1e-3) / 1e6
    var line = "\r\u{1B}[K\(bar) \(control.finished)/\(replications) replications"
    line += String(format: "  %.2f M contacts/s", rate)
    if share > 0 { line += String(format: "  %.0f s left", seconds / share * (1 - share)) }
    Output.draw(line)
  }
}
