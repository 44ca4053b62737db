// How long the statistical tests run: short beside every change, long when asked for.

import Foundation

/// `SANGDAM_LONG=1` asks for runs that are longer and intervals that are narrower.
enum Length {
  static let isLong = ProcessInfo.processInfo.environment["SANGDAM_LONG"] == "1"
}
