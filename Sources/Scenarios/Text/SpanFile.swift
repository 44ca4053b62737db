// CSV files beside the scenario: one arrival time or one span of time a line, read in parts.

import Consulting
import Foundation

/// What a row of such a file may hold.
enum RowKind: Sendable {
  /// Seconds, a duration, or a time of day (with the time of day at opening).
  case arrival(opens: SimulationTime?)
  /// Seconds or a duration.
  case span
}

/// A fault of such a file.
struct SpanFileFault: Error {
  var line: Int
  var found: String
  var allowed: String
}

/// Reads one file of times.
struct SpanFile {
  private let kind: RowKind
  private let mostRows: Int
  private var rows: [SimulationTime] = []
  private var faults: [SpanFileFault] = []
  private var line = 0

  /// The rows of a file, in the order of the file; or its first faults.
  static func rows(
    of path: String, kind: RowKind, most: Int
  ) -> Result<[SimulationTime], SpanFileFaults> {
    var file = SpanFile(kind: kind, mostRows: most)
    file.read(path)
    if file.faults.isEmpty, file.rows.isEmpty {
      file.refuse(line: 1, "the file has no rows", "one time a line")
    }
    return file.faults.isEmpty
      ? .success(file.rows) : .failure(SpanFileFaults(entries: file.faults))
  }

  private init(kind: RowKind, mostRows: Int) {
    self.kind = kind
    self.mostRows = mostRows
  }

  private mutating func refuse(line: Int, _ found: String, _ allowed: String) {
    faults.append(SpanFileFault(line: line, found: found, allowed: allowed))
  }

  private mutating func read(_ path: String) {
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(
        atPath: (path as NSString).resolvingSymlinksInPath)
    } catch {
      return refuse(line: 1, "there is no such file", "a readable CSV file is needed")
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      return refuse(line: 1, "this is no regular file", "a readable CSV file is needed")
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size <= Limits.csvBytes else {
      return refuse(
        line: 1, "the file is larger than \(Limits.csvBytes >> 20) MiB",
        "at most \(Limits.csvBytes) bytes")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      return refuse(line: 1, "the file cannot be opened", "a readable CSV file is needed")
    }
    defer { handle.closeFile() }
    readParts(handle)
  }

  private mutating func readParts(_ handle: FileHandle) {
    var rest: [UInt8] = []
    do {
      while faults.count < 10, let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
        rest.append(contentsOf: part)
        var start = 0
        while faults.count < 10, let end = rest[start...].firstIndex(of: 10) {
          take(rest[start..<end])
          start = end + 1
        }
        rest.removeFirst(start)
        if rest.count > Limits.valueCharacters {
          return refuse(line: line + 1, "a line of more than 4,096 bytes", "one time a line")
        }
      }
    } catch {
      return refuse(line: line + 1, "the file cannot be read", "a readable CSV file is needed")
    }
    if faults.count < 10, !rest.isEmpty { take(rest[...]) }
  }

  /// One line: its first column counts; empty lines, comments and one header are skipped.
  private mutating func take(_ bytes: ArraySlice<UInt8>) {
    line += 1
    let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
    let isEdge = { (byte: UInt8) in byte <= 32 || byte == UInt8(ascii: "\"") }
    var field = bytes.prefix { !separators.contains($0) }
    if line == 1, field.starts(with: [0xEF, 0xBB, 0xBF]) { field = field.dropFirst(3) }
    field = field.drop(while: isEdge)
    while let last = field.last, isEdge(last) { field = field.dropLast() }
    guard let first = field.first, first != UInt8(ascii: "#") else { return }
    guard let time = time(of: field) else {
      let isHeader =
        rows.isEmpty && faults.isEmpty && line == 1 && !(first >= 48 && first <= 57)
        && first != UInt8(ascii: "-")
      if !isHeader {
        refuse(line: line, "`\(String(decoding: field, as: UTF8.self).shortened)`", allowed)
      }
      return
    }
    guard rows.count < mostRows else {
      if faults.isEmpty { refuse(line: line, "more than \(mostRows) rows", "at most \(mostRows)") }
      return
    }
    rows.append(time)
  }

  private var allowed: String {
    switch kind {
    case .arrival(opens: .some): "seconds since opening, a duration or a time of day after opening"
    case .arrival(opens: nil): "seconds since opening, or a duration"
    case .span: "seconds, or a duration such as `90s`"
    }
  }

  private func time(of field: ArraySlice<UInt8>) -> SimulationTime? {
    if let time = Self.seconds(field) { return time }
    let text = String(decoding: field, as: UTF8.self)
    if case .span(let span) = Quantity.duration(text) { return span }
    guard case .arrival(let opens?) = kind, let time = Quantity.timeOfDay(text) else { return nil }
    return time < opens ? nil : time - opens
  }

  /// Plain seconds, exact to the nanosecond; nil if it is something else.
  private static func seconds(_ field: ArraySlice<UInt8>) -> SimulationTime? {
    var value: Int64 = 0
    var decimals = -1
    for byte in field {
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else if byte >= 48, byte <= 57 {
        if decimals >= 9 { continue }
        guard value < Int64.max / 100 else { return nil }
        value = value * 10 + Int64(byte - 48)
        if decimals >= 0 { decimals += 1 }
      } else {
        return nil
      }
    }
    for _ in max(decimals, 0)..<9 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = product
    }
    let longest = Int64(Limits.days) * 86_400_000_000_000
    return value <= longest ? SimulationTime(nanoseconds: value) : nil
  }
}

/// The first faults of a file of times.
struct SpanFileFaults: Error {
  var entries: [SpanFileFault]
}
