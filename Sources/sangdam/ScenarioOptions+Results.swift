// What commands on one scenario do with a result: keep it, show it.

import ArgumentParser
import Foundation
import Reports

extension ScenarioOptions {
  /// Ends with exit code 2 where a further file would take the place of the scenario or of the
  /// run's own files.
  func refuse(_ file: String, of option: String, besides folder: ResultFolder?) throws {
    let isScenario =
      scenario != "-" && FileIdentity(file) != nil && FileIdentity(file) == FileIdentity(scenario)
    guard isScenario || folder?.keeps(file) == true else { return }
    let what = isScenario ? "the scenario" : "a file of the result"
    Output.report("\(file): error: this is \(what); choose another place with \(option)")
    throw ExitCode(ExitStatus.wrongInput)
  }

  /// Writes the files, then shows the figures even if that failed; the failure, if any.
  func keepAndShow(
    _ document: ResultDocument, in folder: ResultFolder?
  ) throws -> ResultFolder.Fault? {
    var kept: ResultFolder.Kept?
    var fault: ResultFolder.Fault?
    do throws(ResultFolder.Fault) {
      kept = try folder?.write(document)
    } catch {
      fault = error
    }
    if json {
      try Output.write(document.json)
    } else if !quiet {
      let table = TerminalTable(document, colour: Terminal.colour(of: STDOUT_FILENO))
      let places = kept.map { "\nResult: \($0.result)\nReport: \($0.report)\n" }
      try Output.write(table.text + (places ?? ""))
    }
    return fault
  }
}
