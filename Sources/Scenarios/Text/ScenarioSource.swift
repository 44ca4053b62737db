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
    let handle = try open(path)
    let bytes = try contents(of: handle, name: path)
    return ScenarioSource(name: path, bytes: bytes, directory: folder(of: path))
  }

  /// What stands before the last `/`. (Foundation's own way ends the program at a name of one
  /// letter.)
  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Opens a file without waiting: a pipe that nobody writes to is empty, not a reason to hang.
  private static func open(_ path: String) throws(Diagnostics) -> FileHandle {
    // Safety: the path is a null-terminated copy for the length of the call.
    let descriptor = unsafe Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let code = errno
    guard descriptor >= 0 else {
      switch code {
      case ENOENT, ENOTDIR: throw refusal(path, "there is no such file", hint: nil)
      case EACCES, EPERM:
        throw refusal(path, "the file cannot be opened", hint: "check its permissions")
      default: throw refusal(path, "the file cannot be opened", hint: nil)
      }
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var facts = stat()
    // Safety: the result is a variable of this function.
    guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR else {
      throw refusal(path, "this is a directory", hint: "name a scenario file in it")
    }
    // From here on a pipe waits for its writer.
    _ = fcntl(descriptor, F_SETFL, O_RDONLY)
    return handle
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
