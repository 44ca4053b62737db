// How the `code` commands print: JSON and lines on standard output, faults on standard error.

import ArgumentParser
import Consulting
import Foundation

/// The parts of a code in JSON.
struct CodeParts: Encodable {
  let text: String
  let bits: String
  let version: Int
  let language: String
  let document: String
  let location: Int
  let server: Int

  init(_ code: IdentificationCode) {
    text = code.text
    bits = code.hexadecimal
    version = code.version
    language = code.language.text
    document = code.document.digits
    location = code.location
    server = code.server
  }
}

extension IdentificationCode {
  /// All 64 bits in 16 digits.
  var hexadecimal: String {
    let digits = String(bits, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// Prints a document in JSON, its keys in order.
func printJSON(_ document: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(document), as: UTF8.self))
}

/// Prints `place: error: what is wrong` on standard error.
func printFault(_ fault: String, at place: String? = nil) {
  let line = (place.map { "\($0): " } ?? "") + "error: \(fault)\n"
  FileHandle.standardError.write(Data(line.utf8))
}

/// Runs a command; what is wrong with its input becomes words and exit code 2.
func reportingFaults(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let fault as CodeFault {
    printFault(fault.description)
    throw ExitCode(2)
  } catch let fault as DictionaryFault {
    printFault(fault.description)
    throw ExitCode(2)
  }
}

/// The bytes of a file, or of standard input for `-`; at most one more than a page may have.
///
/// A file that cannot be read is reported and ends the command with exit code 2.
func pageBytes(_ path: String) throws -> [UInt8] {
  do {
    let handle =
      path == "-"
      ? FileHandle.standardInput
      : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    var bytes: [UInt8] = []
    while bytes.count <= PageCodes.longestPage,
      let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty
    {
      bytes += chunk
    }
    return bytes
  } catch {
    printFault(reasonUnreadable(path), at: path)
    throw ExitCode(2)
  }
}

/// Foundation's own words for a file that cannot be read name error numbers; these do not.
private func reasonUnreadable(_ path: String) -> String {
  do {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
    return isDirectory ? "is a directory" : "cannot be read"
  } catch {
    return "there is no such file"
  }
}
