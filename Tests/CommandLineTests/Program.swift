// The built program, started as a stranger starts it: arguments, standard input and a folder in,
// exit code, output and peak memory out.

import Foundation
import Testing

/// Starts the `sangdam` that lies beside these tests.
enum Program {
  /// The folder of the test executable; the program is built into the same one.
  private static let folder: String = {
    do {
      let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return (executable as NSString).deletingLastPathComponent
    } catch {
      return "."
    }
  }()

  static var path: String { "\(folder)/sangdam" }

  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - input: what standard input holds.
  ///   - folder: where it runs.
  static func run(
    _ arguments: String..., input: String = "", in folder: Scratch
  ) throws -> Ending {
    try run(arguments, input: Array(input.utf8), in: folder)
  }

  /// Runs to the end.
  static func run(_ arguments: [String], input: [UInt8], in folder: Scratch) throws -> Ending {
    let stdin = try folder.write("stdin", input)
    return try start(arguments, input: stdin, in: folder).wait()
  }

  /// Runs a line of shell in which `sangdam` is the program; its exit code is that of the line.
  static func shell(_ line: String, in folder: Scratch) throws -> Ending {
    let script = "sangdam() { command '\(path)' \"$@\"; }; \(line)"
    return try RunningProgram(
      "/bin/sh", ["-c", script], input: "/dev/null", in: folder
    ).wait()
  }

  /// Starts it and goes on; standard input is a file.
  static func start(
    _ arguments: [String], input: String = "/dev/null", in folder: Scratch
  ) throws -> RunningProgram {
    try RunningProgram(path, arguments, input: input, in: folder)
  }
}

/// How a program ended.
struct Ending {
  /// The exit code; nil if a signal ended it.
  let code: Int32?
  let signal: Int32?
  let output: String
  let complaint: String
  let elapsed: Duration
  /// Time that processors spent on it, whatever else the machine did meanwhile.
  let processing: Duration
  /// Bytes of its largest resident set. Linux counts the parent's there too at the moment of the
  /// start, so that it is never below the size of these tests.
  let peakBytes: Int

  /// The document on standard output.
  func document() throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return try #require(object as? [String: Any])
  }

  /// Whether it ended by itself, and said so without a stack trace.
  var isOrderly: Bool {
    signal == nil && !complaint.contains("Fatal error") && !complaint.contains("Backtrace")
  }
}
