// How much a server says of itself, as an option.

import ArgumentParser

/// The least important level that is written.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case debug, info, notice, warning, error
  /// Nothing is written.
  case off
}
