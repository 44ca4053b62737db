// Files of a folder as they are served, kept in memory until they change.

import Synchronization

/// What was read and made of files, by path: at most 4,096 of them and 64 MiB together. Whoever was
/// not asked for longest goes first.
final class KeptFiles: Sendable {
  /// A file as it is served.
  struct File: Sendable {
    var stamp: PageFolder.Stamp
    var contentType: String
    var content: [UInt8]
  }

  private struct Store {
    var files: [PagePath: (file: File, lastAsked: UInt64)] = [:]
    var bytes = 0
    var asked: UInt64 = 0
  }

  private let most: Int
  private let mostBytes: Int
  private let store = Mutex(Store())

  init(most: Int = 4_096, mostBytes: Int = 64 << 20) {
    self.most = most
    self.mostBytes = mostBytes
  }

  /// The file at a path, if it still has that stamp.
  func file(at path: PagePath, stamp: PageFolder.Stamp) -> File? {
    store.withLock { store in
      guard let kept = store.files[path]?.file, kept.stamp == stamp else { return nil }
      store.asked += 1
      store.files[path]?.lastAsked = store.asked
      return kept
    }
  }

  /// Keeps a file, in place of an older state of it.
  ///
  /// - Complexity: O(1); O(files kept) for each that has to go.
  func keep(_ file: File, at path: PagePath) {
    guard file.content.count <= mostBytes else { return }
    store.withLock { store in
      if let old = store.files.removeValue(forKey: path) { store.bytes -= old.file.content.count }
      while store.files.count >= most || store.bytes + file.content.count > mostBytes {
        guard let oldest = store.files.min(by: { $0.value.lastAsked < $1.value.lastAsked }) else {
          break
        }
        store.files.removeValue(forKey: oldest.key)
        store.bytes -= oldest.value.file.content.count
      }
      store.asked += 1
      store.files[path] = (file, store.asked)
      store.bytes += file.content.count
    }
  }

  /// How many files are kept, and how many bytes they have.
  var size: (files: Int, bytes: Int) {
    store.withLock { ($0.files.count, $0.bytes) }
  }
}
