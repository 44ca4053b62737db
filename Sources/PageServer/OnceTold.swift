// A value that one thread tells and another waits for.

import Foundation

// Safety: what is shared is touched under the condition's lock alone.

/// A value that is told once; what is told later is passed over.
@safe final class OnceTold<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value?

  func tell(_ value: Value) {
    condition.lock()
    defer { condition.unlock() }
    guard self.value == nil else { return }
    self.value = value
    condition.broadcast()
  }

  /// Waits until it is told.
  func wait() -> Value {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let value { return value }
      condition.wait()
    }
  }
}
