// The bytes of a page as they come from a file or from standard input, not looked at yet.

import CPlatform
import Consulting
import Foundation

/// Where a page comes from.
enum PageSource {
  /// Why a page cannot be had, without a full stop.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// The bytes of a file, or of standard input for `-`; at most one more than a page may have,
  /// which is enough to refuse it.
  static func bytes(_ path: String) throws(Fault) -> [UInt8] {
    if path == "-" { return try contents(of: STDIN_FILENO) }
    let descriptor = try open(path)
    defer { close(descriptor) }
    let bytes = try contents(of: descriptor)
    if bytes.isEmpty, try kind(of: descriptor) == S_IFIFO {
      throw Fault(description: "nothing came through this pipe")
    }
    return bytes
  }

  /// Opens a file without waiting: a pipe that nobody writes to is empty, not a reason to hang.
  private static func open(_ path: String) throws(Fault) -> Int32 {
    // Safety: the path is a null-terminated copy for the length of the call.
    let descriptor = unsafe Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let code = errno
    guard descriptor >= 0 else {
      switch code {
      case ENOENT, ENOTDIR: throw Fault(description: "there is no such file")
      default: throw Fault(description: "cannot be opened: \(Output.reason(code))")
      }
    }
    // From here on a pipe waits for its writer.
    _ = fcntl(descriptor, F_SETFL, O_RDONLY)
    return descriptor
  }

  /// `S_IFREG`, `S_IFIFO` and so on.
  private static func kind(of descriptor: Int32) throws(Fault) -> mode_t {
    let mode = sangdam_file_mode(descriptor)
    guard mode >= 0 else { throw unreadable(errno) }
    return mode_t(truncatingIfNeeded: mode) & S_IFMT
  }

  private static func contents(of descriptor: Int32) throws(Fault) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= PageCodes.longestPage {
      let wanted = min(part.count, PageCodes.longestPage + 1 - bytes.count)
      // Safety: at most `wanted` bytes are written, and the part has room for as many.
      let count = unsafe read(descriptor, &part, wanted)
      if count > 0 {
        bytes += part[..<count]
      } else if count == 0 {
        break
      } else if errno != EINTR {
        throw unreadable(errno)
      }
    }
    return bytes
  }

  private static func unreadable(_ code: Int32) -> Fault {
    Fault(
      description: code == EISDIR
        ? "is a directory" : "cannot be read: \(Output.reason(code))")
  }
}
