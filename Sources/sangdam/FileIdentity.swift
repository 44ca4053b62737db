// Which file a path leads to, so that no command writes over what it reads.

import Glibc

/// A file, whatever path or link it is reached by.
struct FileIdentity: Equatable {
  private let device: dev_t
  private let inode: ino_t

  /// The file at a path; nil if there is none.
  init?(_ path: String) {
    var found = stat()
    // Safety: the path is a null-terminated copy and `found` a local, for the length of the call.
    guard unsafe stat(path, &found) == 0 else { return nil }
    (device, inode) = (found.st_dev, found.st_ino)
  }
}
