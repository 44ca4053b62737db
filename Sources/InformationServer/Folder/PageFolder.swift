// A folder of pages on the disk, and the one way to a file in it.

import Glibc

/// Why a file of a folder is not served.
public enum FolderFault: Error, Hashable, CustomStringConvertible {
  /// There is no such file.
  case missing
  /// A part of its path is a symbolic link: who follows links can be led out of the folder.
  case link
  /// A folder, a pipe, a device.
  case notAFile
  /// Above 8 MiB.
  case tooLong(bytes: Int)
  /// What the system says when it is opened or read, as `errno`.
  case unreadable(Int32)

  /// What was found.
  public var description: String {
    switch self {
    case .missing: return "there is no such file"
    case .link: return "a symbolic link, which is not followed"
    case .notAFile: return "no file"
    case .tooLong(let bytes):
      return "\(bytes) bytes, at most \(PageFolder.largestFile) are served"
    case .unreadable(let code):
      // Safety: the C library's text is copied at once.
      return unsafe "it cannot be read: \(String(cString: strerror(code)))"
    }
  }
}

/// A folder of pages and what belongs to them.
///
/// Nothing outside is reached: paths have names only (`PagePath`), and each is opened from the
/// folder before it without following links. The folder itself may be reached by a link.
public struct PageFolder: Sendable {
  /// Where it is.
  public let path: String

  /// Bytes of the largest file that is served.
  public static let largestFile = 8 << 20

  /// The folder at a path; whether there is one, the first file tells.
  public init(path: String) { self.path = path }

  /// What tells one state of a file from another.
  struct Stamp: Hashable {
    var file: UInt64
    var bytes: Int
    var seconds: Int
    var nanoseconds: Int
  }

  /// A file that is open for the length of a call.
  struct OpenFile: ~Copyable {
    fileprivate let descriptor: Int32
    let stamp: Stamp

    fileprivate init(descriptor: Int32, stamp: Stamp) {
      self.descriptor = descriptor
      self.stamp = stamp
    }

    deinit { close(descriptor) }

    /// All of it.
    func contents() throws(FolderFault) -> [UInt8] {
      var contents: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: min(stamp.bytes + 1, 1 << 18))
      while true {
        let descriptor = descriptor
        // Safety: the call stays within the array that it is given.
        let count = unsafe piece.withUnsafeMutableBytes {
          unsafe read(descriptor, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw .unreadable(errno) }
        if count == 0 { return contents }
        contents += piece[..<count]
        // It may have grown since it was opened.
        guard contents.count <= PageFolder.largestFile else {
          throw .tooLong(bytes: contents.count)
        }
      }
    }
  }

  /// Opens the file at a path.
  ///
  /// - Complexity: a call of the system for each name.
  func open(_ page: PagePath) throws(FolderFault) -> OpenFile {
    var folder = try Self.opened(AT_FDCWD, path, O_DIRECTORY)
    defer { close(folder) }
    for name in page.segments.dropLast() {
      let inner = try Self.opened(folder, name, O_DIRECTORY | O_NOFOLLOW)
      close(folder)
      folder = inner
    }
    guard let name = page.segments.last else { throw .missing }
    // A pipe that nobody writes to must not hold anybody up.
    let file = try Self.opened(folder, name, O_NOFOLLOW | O_NONBLOCK)
    do throws(FolderFault) {
      return OpenFile(descriptor: file, stamp: try Self.stamp(of: file))
    } catch {
      close(file)
      throw error
    }
  }

  /// What an open file is like.
  private static func stamp(of descriptor: Int32) throws(FolderFault) -> Stamp {
    var facts = stat()
    // Safety: the result is a variable of this function.
    guard unsafe fstat(descriptor, &facts) == 0 else { throw .unreadable(errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let bytes = Int(facts.st_size)
    guard bytes <= largestFile else { throw .tooLong(bytes: bytes) }
    return Stamp(
      file: UInt64(facts.st_ino), bytes: bytes, seconds: facts.st_mtim.tv_sec,
      nanoseconds: facts.st_mtim.tv_nsec)
  }

  private static func opened(
    _ folder: Int32, _ name: String, _ flags: Int32
  ) throws(FolderFault) -> Int32 {
    // Safety: the name is a null-terminated copy for the length of the call.
    let descriptor = unsafe openat(folder, name, flags | O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 { return descriptor }
    switch errno {
    case ENOENT: throw .missing
    case ELOOP: throw .link
    case ENOTDIR: throw flags & O_NOFOLLOW == 0 ? .notAFile : .missing
    case ENXIO, EISDIR: throw .notAFile
    default: throw .unreadable(errno)
    }
  }
}
