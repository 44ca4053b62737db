// A bar on standard error while a run goes on: how far, how fast, how long still.

import Foundation
import Reports
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
    let line = ProgressLine(
      finished: control.finished, of: replications,
      share: control.replicationsDone / Double(replications), contacts: control.contacts,
      seconds: seconds)
    // The last column stays free: some terminals turn the line when it is filled.
    let text = line.text(columns: Terminal.columns(of: STDERR_FILENO) - 1)
    Output.draw("\r\u{1B}[K\(text)")
  }
}
