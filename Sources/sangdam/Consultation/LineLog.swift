// The log of a server: lines on standard error that never make it wait.

import Glibc
import Logging

/// Writes one line a message: time, level, message, `key=value` in the order of their keys.
///
/// A line that standard error would not take at once is left out: who does not read the log must
/// not stop the server.
struct LineLog: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]

  init(_ level: Logger.Level) { logLevel = level }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\(Self.word("\($0.value)"))" }
    let line = ([Self.time(), "\(event.level)", "\(event.message)"] + pairs)
      .joined(separator: " ")
    Self.write(line + "\n")
  }

  /// A text as one word: in quotes where it has others than visible characters of ASCII.
  static func word(_ text: String) -> String {
    let isWord = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 }
    return isWord ? text : text.debugDescription
  }

  /// Now, in UTC: `2026-11-26T02:17:59Z`.
  private static func time() -> String {
    var now = time_t(0)
    // Safety: all arguments are variables of this function, and of the result only numbers are
    // read.
    unsafe Glibc.time(&now)
    var parts = unsafe tm()
    unsafe gmtime_r(&now, &parts)
    let date = unsafe [parts.tm_mon + 1, parts.tm_mday].map(two)
    let time = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two)
    let year = unsafe parts.tm_year + 1_900
    return "\(year)-\(date.joined(separator: "-"))T\(time.joined(separator: ":"))Z"
  }

  private static func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + "\(number)" }

  private static func write(_ line: String) {
    var place = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
    // Safety: one descriptor, a variable of this function. A pipe that takes anything takes a
    // line of up to 4,096 bytes in one piece.
    guard unsafe poll(&place, 1, 0) == 1, place.revents & Int16(POLLOUT) != 0 else { return }
    var bytes = Array(line.utf8.prefix(4_096))
    // Safety: the bytes live for the length of the call.
    _ = unsafe Glibc.write(STDERR_FILENO, &bytes, bytes.count)
  }
}

extension LogLevel {
  /// A log of what is at least as important.
  var logger: Logger {
    guard let level = Logger.Level(rawValue: rawValue) else {
      return Logger(label: "sangdam") { _ in SwiftLogNoOpLogHandler() }
    }
    return Logger(label: "sangdam") { _ in LineLog(level) }
  }
}
