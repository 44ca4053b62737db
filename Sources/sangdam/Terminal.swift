// What a terminal can show.

import Foundation
import Reports

enum Terminal {
  /// Colour only on a terminal that wants it: `NO_COLOR` and `TERM=dumb` say no.
  static func colour(of descriptor: Int32) -> TerminalColour {
    let environment = ProcessInfo.processInfo.environment
    let refuses = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    return isatty(descriptor) != 0 && !refuses ? .always : .never
  }
}
