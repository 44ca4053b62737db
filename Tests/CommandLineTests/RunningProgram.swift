// A process that was started and can be waited for, with what it used.

import Foundation

/// A started process, its output kept in files.
final class RunningProgram {
  /// The system refused to start it.
  struct Refusal: Error { let code: Int32 }

  let process: pid_t
  private let folder: Scratch
  private let number: Int
  private let begin = ContinuousClock.now

  init(
    _ program: String, _ arguments: [String], input: String, terminal: String? = nil,
    in folder: Scratch
  ) throws {
    self.folder = folder
    number = folder.nextNumber()
    var outputs = ["out", "err"].map { [folder, number] in folder.path("\($0)-\(number)") }
    if let terminal {
      _ = try folder.write("err-\(number)", [])
      outputs[1] = terminal
    }
    // Safety: the actions are made here and destroyed here; all strings are null-terminated
    // copies that live until the process is started.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for (descriptor, path) in zip([1, 2] as [Int32], outputs) {
      unsafe posix_spawn_file_actions_addopen(
        &actions, descriptor, path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY, 0o600)
    }
    // What the test's own threads block, the program must hear.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    // The shell goes to the folder and becomes the program.
    let command = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder.root, program] + arguments
    var words = unsafe command.map { unsafe strdup($0) } + [nil]
    defer { unsafe words.forEach { unsafe free($0) } }
    var started: pid_t = 0
    let code = unsafe posix_spawn(&started, "/bin/sh", &actions, &attributes, &words, environ)
    guard code == 0 else { throw Refusal(code: code) }
    process = started
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Waits until it catches an interruption, at most half a minute, and then lets it work for some
  /// time: however slow the machine, it has begun.
  func letWork(_ microseconds: UInt32) throws {
    let path = "/proc/\(process)/status"
    while ContinuousClock.now - begin < .seconds(30) {
      let status = try String(contentsOfFile: path, encoding: .utf8)
      let caught = status.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }?.dropFirst(7)
      let mask = caught.flatMap { UInt64($0.trimmingCharacters(in: .whitespaces), radix: 16) } ?? 0
      if mask & 1 << UInt64(SIGINT - 1) != 0 { break }
      usleep(1_000)
    }
    usleep(microseconds)
  }

  /// Waits for its end, at most a minute from now; who still runs then is killed, and `signal` says
  /// so.
  func wait() throws -> Ending {
    let asked = ContinuousClock.now
    var status: Int32 = 0
    var usage = rusage()
    var waited: pid_t = 0
    while waited == 0 {
      // Safety: both results are variables of this function.
      waited = unsafe wait4(process, &status, WNOHANG, &usage)
      guard waited == 0 else { break }
      if ContinuousClock.now - asked > .seconds(60) { kill(process, SIGKILL) }
      usleep(1_000)
    }
    let signal = status & 0x7F
    return Ending(
      code: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
      output: try text("out"), complaint: try text("err"), elapsed: ContinuousClock.now - begin,
      processing: Self.duration(usage.ru_utime) + Self.duration(usage.ru_stime),
      peakBytes: usage.ru_maxrss * 1024)
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }

  private func text(_ name: String) throws -> String {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("\(name)-\(number)")))
    return String(decoding: data, as: UTF8.self)
  }
}
