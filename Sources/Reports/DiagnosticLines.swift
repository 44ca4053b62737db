// The faults of a scenario for a reader: on a terminal with the line each is in, and a mark.

public import Scenarios

/// Faults as lines.
public struct DiagnosticLines {
  /// Who reads them.
  public enum Reader: Sendable {
    /// A file or a program: the bare lines.
    case program
    /// A person: with the source line, in that many columns.
    case person(columns: Int, colour: TerminalColour)
  }

  private let faults: Diagnostics
  private let name: String
  private let excerpt: SourceExcerpt
  private let reader: Reader

  /// Those faults of a scenario.
  ///
  /// - Parameter source: its text; nil if it could not be read.
  public init(_ faults: Diagnostics, of source: ScenarioSource?, for reader: Reader) {
    self.faults = faults
    self.reader = reader
    name = source?.name ?? ""
    excerpt = SourceExcerpt(source?.bytes ?? [])
  }

  /// All faults, no newline at the end. What is not a line end or a colour of ours is printable.
  public var text: String {
    var lines = faults.entries.map(text)
    if faults.omitted > 0 { lines.append("… and \(faults.omitted) more") }
    return lines.joined(separator: "\n")
  }

  /// The first line as the contract has it, the source with its mark, and the hint.
  private func text(_ fault: Diagnostic) -> String {
    var ink = Ink(colour: .never)
    var marked: [String] = []
    if case .person(let columns, let colour) = reader {
      ink = Ink(colour: colour)
      marked = source(of: fault, columns: columns, ink)
    }
    let place = "\(PrintableText.escaped(fault.file)):\(fault.line):\(fault.column):"
    let path = fault.keyPath.isEmpty ? "" : "\(fault.keyPath): "
    let limits = fault.allowed.isEmpty ? "" : ", \(fault.allowed)"
    let message = PrintableText.escaped("\(path)\(fault.found)\(limits)")
    var lines = ["\(ink(.bold, place)) \(ink(.bad, "error:")) \(ink(.bold, message))"] + marked
    if let hint = fault.hint {
      lines.append("  \(ink(.good, "hint:")) \(PrintableText.escaped(hint))")
    }
    return lines.joined(separator: "\n")
  }

  /// The line with the fault, and a mark below it.
  private func source(of fault: Diagnostic, columns: Int, _ ink: Ink) -> [String] {
    let gutter = String(repeating: " ", count: String(fault.line).utf8.count)
    guard let window = window(of: fault, columns - gutter.utf8.count - 4) else { return [] }
    let mark = String(repeating: "^", count: window.width)
    let indent = String(repeating: " ", count: window.indent)
    return [
      ink(.faint, " \(gutter) |"),
      "\(ink(.faint, " \(fault.line) |")) \(window.text)",
      "\(ink(.faint, " \(gutter) |")) \(indent)\(ink(.bad, mark))",
    ]
  }

  private func window(of fault: Diagnostic, _ columns: Int) -> SourceExcerpt.Window? {
    if fault.file == name {
      return excerpt.window(line: fault.line, column: fault.column, columns: columns)
    }
    guard fault.file.hasPrefix("--set ") else { return nil }
    let override = SourceExcerpt(Array(fault.file.utf8.dropFirst(6)))
    return override.window(line: fault.line, column: fault.column, columns: columns)
  }
}
