// Files that their owner alone may read: how they are read, and how one knows that they changed.

import Foundation
import Glibc

/// A file of secrets, as it was read.
struct PrivateFile {
  /// The largest that is read.
  static let mostBytes = 8 << 20

  let bytes: [UInt8]
  let version: Version

  /// What tells a file from the one that was at its path before.
  struct Version: Equatable {
    private let device: UInt64
    private let number: UInt64
    private let size: Int64
    private let changed: [Int]

    fileprivate init(_ about: stat) {
      device = UInt64(about.st_dev)
      number = UInt64(about.st_ino)
      size = Int64(about.st_size)
      changed = [
        about.st_mtim.tv_sec, about.st_mtim.tv_nsec, about.st_ctim.tv_sec, about.st_ctim.tv_nsec,
      ]
    }

    /// The version that is at a path now; nil if there is none, or none that can be looked at.
    init?(at path: String) {
      var about = stat()
      // Safety: a path is a text that lives for the length of the call, the result a variable.
      guard unsafe stat(path, &about) == 0 else { return nil }
      self.init(about)
    }
  }

  /// Reads the file at a path.
  init(path: String) throws(CredentialsFault) {
    // Safety: a path is a text that lives for the length of the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    defer { close(descriptor) }
    var about = stat()
    // Safety: the result is a variable of this function.
    guard unsafe fstat(descriptor, &about) == 0 else { throw .unreadable(errno) }
    guard about.st_mode & 0o077 == 0 else { throw .openToOthers }
    guard about.st_size <= Self.mostBytes else { throw .unreadable(EFBIG) }
    version = Version(about)
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= Self.mostBytes {
      // Safety: the buffer lives for the length of the call.
      let count = unsafe part.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 { break }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unreadable(errno) }
      bytes += part.prefix(count)
    }
    self.bytes = bytes
  }
}
