// Where a run's files go: the folder is looked at before the run and made after it.

import Foundation
import Reports
import Scenarios

/// The folder of a run.
struct ResultFolder {
  /// Why a result cannot be kept, in a sentence.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// What a run left behind: paths.
  struct Kept {
    let result: String
    let report: String
  }

  private static let files = ["result.json", "periods.csv", "report.html"]

  private let path: String
  /// Whether an existing folder of that name is another run's.
  private let isOwn: Bool

  /// `--out`, or a folder of its own under `results/runs`; nil under `--json` alone.
  init?(plan: Plan, options: ScenarioOptions) {
    if let out = options.out {
      (path, isOwn) = (out, false)
    } else if options.json {
      return nil
    } else {
      path = "results/runs/\(plan.name)/\(Self.timestamp)-\(plan.seed)"
      isOwn = true
    }
  }

  /// The time of now in UTC: `20261123T154500Z`.
  private static var timestamp: String {
    Date().formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        .dateSeparator(.omitted).time(includingFractionalSeconds: false)
        .timeSeparator(.omitted).timeZone(separator: .omitted))
  }

  /// Whether the folder could be written to, before a long run is spent on it: the nearest folder
  /// that is there already must be one, and let files be made in it.
  func expectWritable() throws(Fault) {
    var nearest = path
    while !Self.exists(nearest), let parent = Self.parent(of: nearest) { nearest = parent }
    if !Self.exists(nearest) { nearest = "." }
    // Safety: the path is a null-terminated copy for the length of the call.
    if unsafe access(nearest + "/.", W_OK | X_OK) != 0 { throw Self.fault(path, nearest, errno) }
  }

  /// Whether a path is that of a file which the run writes into the folder.
  func keeps(_ file: String) -> Bool {
    let (url, own) = (URL(fileURLWithPath: file), URL(fileURLWithPath: path))
    guard Self.files.contains(url.lastPathComponent) else { return false }
    let above = url.deletingLastPathComponent()
    if let found = FileIdentity(above.path) { return found == FileIdentity(path) }
    return above.standardizedFileURL.path == own.standardizedFileURL.path
  }

  /// Makes the folder and writes the result document, the table of its periods and its page.
  func write(_ document: ResultDocument) throws(Fault) -> Kept {
    var made: [String] = []
    do {
      let folder = try make(&made)
      let kept = Kept(result: folder + "/result.json", report: folder + "/report.html")
      let json = document.json
      try DurableFile.write(json, to: kept.result)
      try DurableFile.write(document.periodsCSV, to: folder + "/periods.csv")
      let reading = try ResultReading(json: json, name: kept.result)
      try DurableFile.write(ReportPage(results: [reading]).html, to: kept.report)
      return kept
    } catch {
      for folder in made.reversed() {
        // Safety: the path is a null-terminated copy for the length of the call.
        _ = unsafe rmdir(folder)
      }
      throw Fault(description: "\(error)")
    }
  }

  /// The folder, made with those above it; a run of the same second and seed gets `-2`.
  private func make(_ made: inout [String]) throws(Fault) -> String {
    if let parent = Self.parent(of: path) { try Self.makeAll(parent, &made) }
    for attempt in 1..<1000 {
      let folder = attempt == 1 ? path : "\(path)-\(attempt)"
      if try Self.make(folder, &made) || !isOwn { return folder }
    }
    throw Self.fault(path, path, EEXIST)
  }

  private static func makeAll(_ folder: String, _ made: inout [String]) throws(Fault) {
    if exists(folder) { return }
    if let parent = parent(of: folder) { try makeAll(parent, &made) }
    _ = try make(folder, &made)
  }

  /// Whether the folder is new.
  private static func make(_ folder: String, _ made: inout [String]) throws(Fault) -> Bool {
    // Safety: the path is a null-terminated copy for the length of the call.
    if unsafe mkdir(folder, 0o777) == 0 {
      made.append(folder)
      return true
    }
    guard errno == EEXIST else { throw fault(folder, folder, errno) }
    return false
  }

  /// The folder above; nil for the root and for a name in the working directory.
  private static func parent(of path: String) -> String? {
    let trimmed = path.utf8.reversed().drop { $0 == UInt8(ascii: "/") }
    let above = trimmed.drop { $0 != UInt8(ascii: "/") }.drop { $0 == UInt8(ascii: "/") }
    if above.isEmpty { return nil }
    return String(decoding: above.reversed(), as: UTF8.self)
  }

  private static func exists(_ path: String) -> Bool {
    // Safety: the path is a null-terminated copy for the length of the call.
    unsafe access(path, F_OK) == 0
  }

  private static func fault(_ folder: String, _ blocked: String, _ code: Int32) -> Fault {
    let what =
      code == ENOTDIR ? "\(blocked) is a file, not a folder" : "\(blocked): \(Output.reason(code))"
    return Fault(
      description: "cannot write results to \(folder): \(what); choose another place with --out")
  }
}
