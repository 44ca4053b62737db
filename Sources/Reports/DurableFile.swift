// Writes a file so that a crash, a full disk or a killed run leaves the old file or the new one.

import Glibc

/// Files that are there as a whole or not at all.
public enum DurableFile {
  /// Who may read a file.
  public enum Readers: UInt32, Sendable {
    /// Whoever the user lets.
    case anybody = 0o666
    /// The user, for a file of secrets.
    case ownerAlone = 0o600
  }

  /// Writes the bytes under a temporary name in the same directory, syncs them, renames, and
  /// syncs the directory.
  ///
  /// Whoever reads `path` sees the old content or the new one, never a part. When it fails, the
  /// temporary file is removed and `path` is as it was. Only a process that is killed outright
  /// can leave a temporary file (`.sangdam-*.tmp`) behind.
  ///
  /// - Throws: what failed, with the system's reason.
  public static func write(
    _ bytes: [UInt8], to path: String, readers: Readers = .anybody
  ) throws(DurableFileError) {
    let directory = directory(of: path)
    let (descriptor, temporary) = try openTemporary(in: directory, for: path, readers: readers)
    do {
      try fill(descriptor, with: bytes, for: path)
      try rename(temporary, to: path)
    } catch {
      remove(temporary)
      throw error
    }
    try synchronize(directory: directory, for: path)
  }

  /// Writes all bytes, syncs and closes; the descriptor is closed whatever happens.
  package static func fill(
    _ descriptor: Int32, with bytes: [UInt8], for path: String
  ) throws(DurableFileError) {
    var failed = writeAll(bytes[...], to: descriptor).map { (DurableFileError.Step.write, $0) }
    if failed == nil { failed = retrying { fsync(descriptor) }.map { (.synchronize, $0) } }
    let closed = close(descriptor) == 0 ? nil : errno
    if failed == nil { failed = closed.map { (.write, $0) } }
    if let (step, code) = failed { throw DurableFileError(path: path, step: step, code: code) }
  }

  /// Writes all bytes; the error number if that fails.
  static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      // Safety: offset and count stay inside the buffer, which lives for the length of the call.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += count
    }
    return nil
  }

  /// A new file that nobody else has, beside the one to be written.
  static func openTemporary(
    in directory: String, for path: String, readers: Readers = .anybody
  ) throws(DurableFileError) -> (descriptor: Int32, name: String) {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC
    for attempt in 0..<1000 {
      let name = "\(directory)/.sangdam-\(getpid())-\(attempt).tmp"
      // Safety: the path is a null-terminated copy for the length of the call.
      let descriptor = unsafe open(name, flags, readers.rawValue)
      if descriptor >= 0 { return (descriptor, name) }
      guard errno == EEXIST || errno == EINTR else { break }
    }
    throw DurableFileError(path: path, step: .create, code: errno)
  }

  /// Gives a finished file its name.
  static func rename(_ temporary: String, to path: String) throws(DurableFileError) {
    // Safety: both paths are null-terminated copies for the length of the call.
    guard unsafe Glibc.rename(temporary, path) == 0 else {
      throw DurableFileError(path: path, step: .rename, code: errno)
    }
  }

  /// Makes the rename itself last; file systems that cannot sync a directory say `EINVAL`.
  static func synchronize(
    directory: String, for path: String
  ) throws(DurableFileError) {
    // Safety: the path is a null-terminated copy for the length of the call.
    let descriptor = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw DurableFileError(path: path, step: .synchronizeDirectory, code: errno)
    }
    let code = retrying { fsync(descriptor) }
    close(descriptor)
    if let code, code != EINVAL {
      throw DurableFileError(path: path, step: .synchronizeDirectory, code: code)
    }
  }

  /// Removes a file of ours; one that is gone already is gone.
  static func remove(_ path: String) {
    // Safety: the path is a null-terminated copy for the length of the call.
    _ = unsafe unlink(path)
  }

  /// The error of a call that is repeated when a signal interrupts it; nil if it succeeds.
  static func retrying(_ call: () -> Int32) -> Int32? {
    while call() != 0 {
      if errno != EINTR { return errno }
    }
    return nil
  }

  /// The directory that a file of that path is in.
  static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/." : String(path[..<slash])
  }
}

/// Why a file could not be written.
public struct DurableFileError: Error, Equatable, CustomStringConvertible {
  /// What was being done.
  public enum Step: Sendable {
    /// Looking at what is there: only a file is replaced.
    case look
    /// Making or filling the file, or giving it its name.
    case create, write, synchronize, rename, synchronizeDirectory
  }

  /// The file that was to be written.
  public let path: String
  /// What failed.
  public let step: Step
  /// The system's error number.
  public let code: Int32
  /// The option that chooses another place.
  public let option: String

  /// That failure.
  package init(path: String, step: Step, code: Int32, option: String = "--out") {
    self.path = path
    self.step = step
    self.code = code
    self.option = option
  }

  /// The same failure of a file whose place another option chooses.
  public func choosing(_ option: String) -> DurableFileError {
    DurableFileError(path: path, step: step, code: code, option: option)
  }

  /// A sentence for the user: the file, what failed, what is there now, what to do.
  public var description: String {
    if step == .look { return "cannot write \(path): \(found); \(advice)" }
    return "cannot write \(path): \(doing) failed: \(reason) (\(remains)); \(advice)"
  }

  private var found: String {
    code == EISDIR ? "it is a directory" : "it is no file, but a device, a pipe or the like"
  }

  private var doing: String {
    switch step {
    case .look: "looking at what is there"
    case .create: "making a temporary file beside it"
    case .write: "writing"
    case .synchronize: "writing to the disk"
    case .rename: "renaming the finished file to it"
    case .synchronizeDirectory: "writing its directory to the disk"
    }
  }

  private var remains: String {
    step == .synchronizeDirectory
      ? "the new file is in place, but a power cut may undo it"
      : "whatever was there before is unchanged"
  }

  private var reason: String {
    // Safety: strerror's text is valid until the next call on this thread, and is copied here.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }

  private var advice: String {
    switch code {
    case ENOSPC, EDQUOT: "free some space, or choose another place with \(option)"
    case EACCES, EPERM, EROFS: "choose a place where you may write with \(option)"
    case ENOENT, ENOTDIR: "make the directory first, or choose another place with \(option)"
    case EISDIR, ENOTEMPTY, EEXIST: "a directory is in the way: remove it or choose another name"
    case EFBIG: "the limit on file sizes is too low: raise it (ulimit -f)"
    case EMFILE, ENFILE: "too many files are open: close some or raise the limit (ulimit -n)"
    case ENAMETOOLONG: "choose a shorter name"
    case EIO: "the disk is failing or gone: choose another place with \(option)"
    default: "choose another place with \(option)"
    }
  }
}
