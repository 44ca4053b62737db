// A folder of pages of one test, gone with it.

import Foundation
import InformationServer

final class TestFolder {
  let pages: PageFolder

  init() throws {
    let path = NSTemporaryDirectory() + "sangdam-pages-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    pages = PageFolder(path: path)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: pages.path)
    } catch {
      print("\(pages.path) stays: \(error)")
    }
  }

  func path(_ name: String) -> String { "\(pages.path)/\(name)" }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes into the file that is there.
  func overwrite(_ name: String, _ bytes: [UInt8]) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: path(name)))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }

  /// Sets the time of modification, in seconds since 2001.
  func date(_ name: String, _ seconds: Double) throws {
    let date = Date(timeIntervalSinceReferenceDate: seconds)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path(name))
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }
}
