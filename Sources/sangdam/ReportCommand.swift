// `sangdam report`: results as one page of HTML.

import ArgumentParser
import Foundation
import Reports

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Make one page of HTML from results, with pictures.",
    usage: "sangdam report <result> ... [--out <file>]",
    discussion: """
      The page needs nothing but itself: it opens from disk, prints, and reads well with the \
      keyboard and a screen reader. Several results stand side by side.

      Examples:
        sangdam report results/runs/small/20261123T154500Z-7/result.json
        sangdam report before after --out comparison.html
      """)

  @Argument(
    help: ArgumentHelp(
      "Files result.json, or folders that hold one; 1 to \(ReportPage.mostResults).",
      valueName: "result"))
  var results: [String]

  @Option(
    help: ArgumentHelp(
      "Where the page goes (default: report.html beside the first result).", valueName: "file"))
  var out: String?

  func validate() throws {
    guard results.count <= ReportPage.mostResults else {
      throw ValidationError(
        "\(results.count) results are given; at most \(ReportPage.mostResults) fit side by side.")
    }
    if let out, out.isEmpty { throw ValidationError("--out names no file.") }
  }

  func run() throws {
    let files = results.map(ResultPath.init)
    var readings: [ResultReading] = []
    for file in files {
      do {
        readings.append(try file.read())
      } catch {
        Output.report("\(error)")
      }
    }
    guard readings.count == files.count else { throw ExitCode(ExitStatus.wrongInput) }
    let place = out ?? files[0].neighbour
    if let target = FileIdentity(place), files.contains(where: { FileIdentity($0.file) == target })
    {
      Output.report(
        "\(place): error: this is one of the results; choose another place with --out")
      throw ExitCode(ExitStatus.wrongInput)
    }
    do {
      try DurableFile.write(ReportPage(results: readings).html, to: place)
    } catch {
      Output.complain("\(error).")
      throw ExitCode(ExitStatus.invalidRun)
    }
    try Output.write("Report: \(place)\n")
  }
}

/// A result as it is named on the command line.
private struct ResultPath {
  /// The largest document that is read.
  private static let mostBytes = 512 << 20

  private struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  let file: String

  /// That file, or the result in that folder.
  init(_ name: String) {
    let bare = name.hasSuffix("/") ? String(name.dropLast()) : name
    file = Self.isFolder(name) ? "\(bare)/result.json" : name
  }

  /// The page beside it.
  var neighbour: String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "report.html" }
    return "\(file[...slash])report.html"
  }

  /// Reads it; what is wrong becomes a sentence.
  func read() throws -> ResultReading {
    guard FileManager.default.fileExists(atPath: file) else {
      throw Fault(description: "\(file): error: there is no such file")
    }
    let attributes = try Self.attributes(of: file)
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw Fault(description: "\(file): error: this is no file that holds a result")
    }
    if let size = attributes[.size] as? Int, size > Self.mostBytes {
      throw Fault(description: "\(file): error: \(size >> 20) MiB; a result has at most 512 MiB")
    }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Fault(description: "\(file): error: the file cannot be read; check its permissions")
    }
    return try ResultReading(json: Array(data), name: file)
  }

  private static func isFolder(_ name: String) -> Bool {
    do {
      return try attributes(of: name)[.type] as? FileAttributeType == .typeDirectory
    } catch {
      return false
    }
  }

  /// Those of what a link leads to.
  private static func attributes(of name: String) throws -> [FileAttributeKey: Any] {
    let target = URL(fileURLWithPath: name).resolvingSymlinksInPath().path
    return try FileManager.default.attributesOfItem(atPath: target)
  }
}
