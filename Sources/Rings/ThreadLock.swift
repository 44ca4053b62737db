// A value behind a lock of the operating system.

import Glibc

// Safety: what is shared is touched under the lock alone.

/// A value that one thread at a time touches.
///
/// The lock is pthread's, which the thread sanitizer knows; the standard `Mutex` it does not see.
@safe public final class ThreadLock<Value>: @unchecked Sendable {
  // Safety: the value is touched between lock and unlock alone; the lock lives as long as this.
  private var value: Value
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// A value that nobody else has.
  public init(_ value: sending Value) {
    self.value = value
    // Safety: allocated and initialised here, destroyed and freed in `deinit`.
    unsafe lock = .allocate(capacity: 1)
    unsafe lock.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(lock, nil)
  }

  deinit {
    // Safety: nobody holds the lock any more, as nobody holds this.
    unsafe pthread_mutex_destroy(lock)
    unsafe lock.deallocate()
  }

  /// Runs the body while no other thread does.
  public func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    // Safety: initialised in `init`.
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return body(&value)
  }
}
