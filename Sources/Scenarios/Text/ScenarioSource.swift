// The text of a scenario as it comes from a file or from standard input, not looked at yet.

import Foundation

/// The bytes of a scenario and where they come from.
public struct ScenarioSource: Sendable {
  /// What diagnostics call it: the path as given, or `<stdin>`.
  public let name: String
  /// The text, UTF-8.
  public let bytes: [UInt8]
  /// Where the files lie that the scenario names.
  public let directory: String

  /// Those bytes.
  public init(name: String, bytes: [UInt8], directory: String = ".") {
    self.name = name
    self.bytes = bytes
    self.directory = directory
  }

  /// That text.
  public init(name: String, text: String, directory: String = ".") {
    self.init(name: name, bytes: Array(text.utf8), directory: directory)
  }

  /// Reads a file, or standard input if the path is `-`; at most `Limits.fileBytes`.
  ///
  /// - Throws: what keeps it from being read, as a diagnostic.
  public static func read(path: String) throws(Diagnostics) -> ScenarioSource {
    if path == "-" {
      let bytes = try contents(of: .standardInput, name: "<stdin>")
      return ScenarioSource(name: "<stdin>", bytes: bytes)
    }
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(
        atPath: (path as NSString).resolvingSymlinksInPath)
    } catch {
      throw refusal(path, "there is no such file", hint: nil)
    }
    guard attributes[.type] as? FileAttributeType != .typeDirectory else {
      throw refusal(path, "this is a directory", hint: "name a scenario file in it")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw refusal(path, "the file cannot be opened", hint: "check its permissions")
    }
    defer { handle.closeFile() }
    let bytes = try contents(of: handle, name: path)
    let directory = (path as NSString).deletingLastPathComponent
    return ScenarioSource(
      name: path, bytes: bytes, directory: directory.isEmpty ? "." : directory)
  }

  private static func contents(
    of handle: FileHandle, name: String
  ) throws(Diagnostics) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while let part = try handle.read(upToCount: 1 << 16), !part.isEmpty {
        bytes.append(contentsOf: part)
        // One byte more than allowed is enough to refuse; the rest is never read.
        if bytes.count > Limits.fileBytes { break }
      }
    } catch {
      throw refusal(name, "the file cannot be read", hint: nil)
    }
    return bytes
  }

  private static func refusal(_ path: String, _ found: String, hint: String?) -> Diagnostics {
    Diagnostics([
      Diagnostic(
        file: path, line: 1, column: 1, keyPath: "", found: found,
        allowed: "a readable scenario file is needed", hint: hint)
    ])
  }
}
