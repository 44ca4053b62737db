// The range that an option's value has to be in, and the words for one that is not.

import ArgumentParser

extension ParsableArguments {
  /// - Throws: `ValidationError` that names what was found and what is allowed.
  func check<Value>(
    _ option: String, _ value: Value, _ allowed: ClosedRange<Value>
  ) throws {
    guard !allowed.contains(value) else { return }
    throw ValidationError(
      "\(option) is \(value); allowed are \(allowed.lowerBound) to \(allowed.upperBound).")
  }
}
