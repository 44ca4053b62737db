// One server at a time: a lock beside the database that ends with the process, however it ends.

import Glibc

/// Held as long as this is.
final class WriterLock {
  private let descriptor: Int32

  /// Locks the database at a path. On a file of its own: SQLite's own locks on the database would
  /// be lost when another descriptor of it is closed.
  init(databaseAt path: String) throws(TranscriptFault) {
    // Safety: a path is a text that lives for the length of the call.
    let descriptor = unsafe open("\(path)-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(descriptor)
      throw code == EWOULDBLOCK ? .inUse : .system(code)
    }
    self.descriptor = descriptor
  }

  deinit {
    // A child that is between fork and exec holds the descriptor too, and so the lock: closing is
    // not enough.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
