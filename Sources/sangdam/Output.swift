// Standard output and standard error, written so that a full disk, a reader who left or a closed
// descriptor ends in a sentence and not in a crash.

import ArgumentParser
import Foundation
import Reports
import Scenarios

/// What the program says.
enum Output {
  /// Makes faults of writing come back as errors where the system would end the program, and lets
  /// no file take the number of a stream that was closed before the start.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
      // Opened the wrong way round, so that using it fails as it would have.
      // Safety: the path is a constant string.
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes to standard output. A reader who has seen enough (`| head -1`) is no fault.
  ///
  /// - Throws: exit code 3 after saying why, when it cannot be written.
  static func write(_ bytes: [UInt8]) throws {
    guard let code = write(bytes, to: STDOUT_FILENO), code != EPIPE else { return }
    complain("cannot write to standard output: \(reason(code)).")
    throw ExitCode(ExitStatus.invalidRun)
  }

  /// Writes a text to standard output, as `write(_:)` does.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Says on standard error what went wrong, as a sentence of the program.
  static func complain(_ sentence: String) {
    report("sangdam: \(PrintableText.escaped(sentence))")
  }

  /// Writes lines to standard error; who does not listen there misses them.
  static func report(_ lines: String) { draw("\(PrintableText.escaped(lines, keeping: "\n"))\n") }

  /// Writes the faults of a scenario to standard error; a terminal shows the lines they are in.
  static func report(_ faults: Diagnostics, of source: ScenarioSource?) {
    let reader = Terminal.reader(of: STDERR_FILENO)
    draw("\(DiagnosticLines(faults, of: source, for: reader).text)\n")
  }

  /// Puts text on standard error as it is, no line of its own.
  static func draw(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// The system's words for an error number.
  static func reason(_ code: Int32) -> String {
    // Safety: strerror's text is valid until the next call on this thread, and is copied here.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }

  /// Writes all bytes; the error number if that fails.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      // Safety: offset and count stay inside the buffer, which lives for the length of the call.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Foundation.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }
}
