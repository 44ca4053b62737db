// A terminal that a test reads: what a program draws there, as bytes.

import Foundation

/// Both ends of a pseudo-terminal.
final class PseudoTerminal {
  /// The system has none to give.
  struct Refusal: Error { let code: Int32 }

  private let master: Int32
  /// What a program opens.
  let path: String

  init(columns: UInt16) throws {
    // What `posix_openpt`, `unlockpt` and `ptsname` do; Swift does not see those.
    let (unlock, number): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    var (locked, index): (Int32, Int32) = (0, 0)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    // Safety: the path is a constant string.
    master = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    // Safety: what is read and written are variables of this function, of the sizes that the
    // requests name.
    guard master >= 0, unsafe ioctl(master, unlock, &locked) == 0,
      unsafe ioctl(master, number, &index) == 0,
      unsafe ioctl(master, UInt(TIOCSWINSZ), &size) == 0
    else { throw Refusal(code: errno) }
    path = "/dev/pts/\(index)"
  }

  deinit { close(master) }

  /// What was drawn since the last look.
  func drawn() -> String {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      // Safety: the buffer is as long as stated.
      let count = unsafe read(master, &part, part.count)
      guard count > 0 else { break }
      all += part[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }
}
