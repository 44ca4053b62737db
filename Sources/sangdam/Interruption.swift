// Ctrl-C: the first asks the run to end cleanly, the second ends the program.

import Foundation
import Synchronization
import VirtualTime

/// Turns SIGINT and SIGTERM into the wish to end a run.
struct Interruption: ~Copyable {
  /// The run that a signal ends; set once per process, before signals are caught.
  private static let present = Mutex<RunControl?>(nil)

  init(_ control: RunControl) {
    Self.present.withLock { $0 = control }
    for signal in [SIGINT, SIGTERM] {
      let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
      source.setEventHandler {
        Self.present.withLock { $0?.cancel() }
        // The next one is meant for the program.
        Foundation.signal(signal, SIG_DFL)
      }
      Foundation.signal(signal, SIG_IGN)
      source.activate()
      Self.sources.withLock { $0.append(SignalSource(source)) }
    }
  }

  private static let sources = Mutex<[SignalSource]>([])

  /// A source that is kept alive for the life of the process.
  private struct SignalSource: @unchecked Sendable {
    let source: any DispatchSourceSignal
    init(_ source: any DispatchSourceSignal) { self.source = source }
  }
}
