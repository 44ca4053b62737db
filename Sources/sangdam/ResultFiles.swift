// Where a run's files go, and writing them.

import ArgumentParser
import Foundation
import Reports
import Scenarios

/// The folder of a run.
struct ResultFiles {
  private let folder: String?

  /// `--out`, or a folder of its own under `results/runs`; none under `--json` alone.
  init(plan: Plan, options: ScenarioOptions) {
    if let out = options.out {
      folder = out
    } else if options.json {
      folder = nil
    } else {
      let format = DateFormatter()
      format.locale = Locale(identifier: "en_US_POSIX")
      format.timeZone = TimeZone(identifier: "UTC")
      format.dateFormat = "yyyyMMdd'T'HHmmss'Z'"
      folder = "results/runs/\(plan.name)/\(format.string(from: Date()))-\(plan.seed)"
    }
  }

  /// Writes the result document; its path, nil if none is asked for.
  func write(_ document: ResultDocument) throws -> String? {
    guard let folder else { return nil }
    let path = folder + "/result.json"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try DurableFile.write(document.json, to: path)
      return path
    } catch let error as DurableFileError {
      FileHandle.standardError.write(Data("sangdam: \(error)\n".utf8))
    } catch {
      let reason = error.localizedDescription
      FileHandle.standardError.write(Data("sangdam: cannot make \(folder): \(reason)\n".utf8))
    }
    throw ExitCode(ExitStatus.invalidRun)
  }
}
