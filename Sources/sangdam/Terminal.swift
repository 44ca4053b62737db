// What a terminal can show.

import Foundation
import Glibc
import Reports

enum Terminal {
  /// Colour only on a terminal that wants it: `NO_COLOR` and `TERM=dumb` say no.
  static func colour(of descriptor: Int32) -> TerminalColour {
    let refuses = !(ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    return canDraw(on: descriptor) && !refuses ? .always : .never
  }

  /// Whether it is a terminal that knows escape sequences.
  static func canDraw(on descriptor: Int32) -> Bool {
    isatty(descriptor) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Whether a person reads there, and no file or program.
  static func isPerson(at descriptor: Int32) -> Bool { isatty(descriptor) != 0 }

  /// How wide it is now; eighty where it does not say.
  static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    // Safety: the result is a variable of this function.
    let code = unsafe withUnsafeMutablePointer(to: &size) {
      unsafe ioctl(descriptor, UInt(TIOCGWINSZ), $0)
    }
    return code == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Who reads what is written there: a person at a terminal, or a program.
  static func reader(of descriptor: Int32) -> DiagnosticLines.Reader {
    guard isatty(descriptor) != 0 else { return .program }
    return .person(columns: columns(of: descriptor), colour: colour(of: descriptor))
  }
}
