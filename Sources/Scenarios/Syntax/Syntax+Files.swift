// The syntax of a value that is the path of a CSV file: the file is read where it is named.

import Consulting

extension Syntax where Value == [SimulationTime] {
  /// The rows of a CSV file beside the scenario.
  static func rows(arrivals: Bool, most: Int) -> Syntax {
    let path = Syntax<String>.path
    return Syntax(
      kind: path.kind, allowed: path.allowed, schema: path.schema
    ) { element, reading in
      guard let name = path.read(element, reading) else { return nil }
      guard !name.isEmpty else {
        reading.refuse(element.place, found: "an empty path", allowed: path.allowed)
        return nil
      }
      let full = name.hasPrefix("/") ? name : "\(reading.directory)/\(name)"
      let kind = arrivals ? RowKind.arrival(opens: reading.calendar?.opens) : .span
      switch reading.rows(of: full, kind: kind, most: most) {
      case .success(let rows): return rows
      case .failure(let faults):
        for fault in faults.entries {
          if fault.line == 1, fault.found.hasPrefix("th") {
            reading.refuse(
              element.place, found: "`\(name.shortened)`: \(fault.found)", allowed: fault.allowed,
              hint: fault.found.contains("no such")
                ? "paths are relative to the scenario's directory" : nil)
          } else {
            reading.refuse(
              file: full, line: fault.line, found: fault.found, allowed: fault.allowed,
              at: element.place)
          }
        }
        return nil
      }
    }
  }
}

extension Reading {
  /// The rows of a file, read once however many streams name it.
  fileprivate func rows(
    of path: String, kind: RowKind, most: Int
  ) -> Result<[SimulationTime], SpanFileFaults> {
    let key = "\(kind) \(path)"
    if let known = files[key] { return known }
    let result = SpanFile.rows(of: path, kind: kind, most: min(most, rowsLeft))
    if case .success(let rows) = result { rowsLeft -= rows.count }
    files[key] = result
    return result
  }
}
