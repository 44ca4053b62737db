// The two files behind a file of contacts: what is in order, and what waits for its turn.

import Glibc

/// Rows by replication, brought into order.
struct ContactParts {
  /// Where a block lies in the file of those that wait.
  private struct Extent {
    var offset: Int
    var count: Int
  }

  /// A replication whose turn has not come.
  private struct Waiting {
    var extents: [Extent] = []
    var isFinished = false
  }

  /// Bytes that are copied at once.
  private static let copied = 1 << 20

  private let path: String
  private let ordered: Int32
  private let temporary: String
  private let spill: Int32
  /// Bytes in the ordered file.
  private var orderedCount: Int
  /// Bytes of it that belong to whole replications.
  private var wholeCount: Int
  private var spillCount = 0
  /// The replication whose turn it is.
  private var next = 0
  private var waiting: [Int: Waiting] = [:]
  private var fault: DurableFileError?
  private var isClosed = false

  /// Begins the ordered file with a header.
  init(path: String, header: [UInt8]) throws(DurableFileError) {
    if let code = Self.obstacle(at: path) {
      throw DurableFileError(path: path, step: .look, code: code, option: Self.option)
    }
    let directory = DurableFile.directory(of: path)
    do {
      (ordered, temporary) = try DurableFile.openTemporary(in: directory, for: path)
    } catch {
      throw error.choosing(Self.option)
    }
    let second: (descriptor: Int32, name: String)
    do {
      second = try DurableFile.openTemporary(in: directory, for: path)
    } catch {
      close(ordered)
      DurableFile.remove(temporary)
      throw error.choosing(Self.option)
    }
    // Nobody else needs it, and it goes with the process.
    DurableFile.remove(second.name)
    spill = second.descriptor
    self.path = path
    orderedCount = header.count
    wholeCount = header.count
    if let code = DurableFile.writeAll(header[...], to: ordered) {
      discard()
      throw DurableFileError(path: path, step: .write, code: code, option: Self.option)
    }
  }

  private static let option = "--contacts"

  /// Why what is at a path must not be replaced: only a file is, no directory, device or pipe.
  private static func obstacle(at path: String) -> Int32? {
    var found = stat()
    // Safety: the path is a null-terminated copy and `found` a local, for the length of the call.
    guard unsafe stat(path, &found) == 0 else { return nil }
    switch found.st_mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: return EISDIR
    default: return ENOTSUP
    }
  }

  /// The rows of a block.
  mutating func append(_ rows: [UInt8], of replication: Int, isLast: Bool) {
    guard fault == nil, !isClosed else { return }
    if replication == next {
      write(rows[...])
      if isLast { endReplication() }
    } else {
      let extent = Extent(offset: spillCount, count: rows.count)
      if let code = DurableFile.writeAll(rows[...], to: spill) { fail(.write, code) }
      spillCount += rows.count
      waiting[replication, default: Waiting()].extents.append(extent)
      if isLast { waiting[replication]?.isFinished = true }
    }
  }

  /// Ends the file with all whole replications, and closes it; the first fault, if any.
  mutating func finish() -> DurableFileError? {
    guard !isClosed else { return fault }
    // What the replication in turn wrote is not whole.
    cut()
    for replication in waiting.keys.sorted() where waiting[replication]?.isFinished == true {
      copy(waiting[replication])
    }
    close(spill)
    isClosed = true
    if fault == nil, let code = DurableFile.retrying({ fsync(ordered) }) {
      fail(.synchronize, code)
    }
    if close(ordered) != 0 { fail(.write, errno) }
    if let fault {
      DurableFile.remove(temporary)
      return fault
    }
    do throws(DurableFileError) {
      try DurableFile.rename(temporary, to: path)
    } catch {
      DurableFile.remove(temporary)
      return error.choosing(Self.option)
    }
    do throws(DurableFileError) {
      try DurableFile.synchronize(directory: DurableFile.directory(of: path), for: path)
    } catch {
      return error.choosing(Self.option)
    }
    return nil
  }

  /// Closes and removes everything.
  mutating func discard() {
    guard !isClosed else { return }
    isClosed = true
    close(spill)
    close(ordered)
    DurableFile.remove(temporary)
  }

  /// The replication in turn is whole; those after it that wait follow.
  private mutating func endReplication() {
    repeat {
      wholeCount = orderedCount
      next += 1
      copy(waiting[next])
    } while waiting.removeValue(forKey: next)?.isFinished == true
    // Nobody waits: the room of the second file is given back.
    if waiting.isEmpty, spillCount > 0 {
      if ftruncate(spill, 0) != 0 || lseek(spill, 0, SEEK_SET) != 0 { fail(.write, errno) }
      spillCount = 0
    }
  }

  private mutating func write(_ rows: ArraySlice<UInt8>) {
    guard fault == nil else { return }
    if let code = DurableFile.writeAll(rows, to: ordered) { fail(.write, code) }
    orderedCount += rows.count
  }

  /// Takes what is not whole off the ordered file.
  private mutating func cut() {
    guard fault == nil, orderedCount > wholeCount else { return }
    if ftruncate(ordered, wholeCount) != 0 || lseek(ordered, wholeCount, SEEK_SET) < 0 {
      fail(.write, errno)
    }
    orderedCount = wholeCount
  }

  /// Copies what waits to the ordered file.
  private mutating func copy(_ part: Waiting?) {
    guard let part else { return }
    var buffer = [UInt8](repeating: 0, count: Self.copied)
    for extent in part.extents {
      var done = 0
      while done < extent.count, fault == nil {
        let wanted = min(buffer.count, extent.count - done)
        // Safety: at most `wanted` bytes, which the buffer has, for the length of the call.
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe pread(spill, bytes.baseAddress, wanted, extent.offset + done)
        }
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          fail(.write, count < 0 ? errno : EIO)
          return
        }
        write(buffer[..<count])
        done += count
      }
    }
  }

  private mutating func fail(_ step: DurableFileError.Step, _ code: Int32) {
    fault =
      fault ?? DurableFileError(path: path, step: step, code: code, option: Self.option)
  }
}
