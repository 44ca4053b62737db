// What a terminal can show.

import Foundation
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
}
