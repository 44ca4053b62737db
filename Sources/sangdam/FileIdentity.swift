// Which file a path leads to, so that no command writes over what it reads.

import CPlatform

/// A file, whatever path or link it is reached by.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let number: UInt64

  /// The file at a path; nil if there is none.
  init?(_ path: String) {
    var (device, number): (UInt64, UInt64) = (0, 0)
    // Safety: the path is a null-terminated copy and the results locals, while the call lasts.
    guard unsafe sangdam_identify_file(path, &device, &number) else { return nil }
    (self.device, self.number) = (device, number)
  }
}
