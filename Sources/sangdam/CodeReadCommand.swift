// `sangdam code read`: the codes of a page, where they stand and which one the page has.

import ArgumentParser
import Consulting

struct CodeReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "List the codes of a page and say which one applies to the page.",
    usage: "sangdam code read <file> [--link <value> ...] [--json]",
    discussion: "A code that is none is an error (exit code 2); the others are listed all the same."
  )

  @Argument(help: ArgumentHelp("The page; - is standard input.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp("A Link header that came with the page; repeatable.", valueName: "value"))
  var link: [String] = []

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let (bytes, codes) = try reportingFaults(at: file) {
      let bytes = try PageSource.bytes(file)
      return (bytes, try PageCodes(page: bytes, linkHeaders: link.map(withoutName)))
    }
    let findings = located(codes.findings, in: bytes)
    if json {
      try Output.write(
        json: Page(
          codes: findings, is_truncated: codes.isTruncated, page: codes.pageCode.map(Applied.init)))
    } else {
      let lines = findings.filter { $0.error == nil }.map { $0.text(in: file) }
      try Output.write((lines + [summary(of: codes.pageCode), ""]).joined(separator: "\n"))
    }
    for finding in findings {
      if let error = finding.error { Output.report(fault: error, at: finding.place(in: file)) }
    }
    if findings.contains(where: { $0.error != nil }) { throw ExitCode(ExitStatus.wrongInput) }
  }

  /// The field's value, when the whole header was given.
  private func withoutName(_ header: String) -> String {
    header.lowercased().hasPrefix("link:") ? String(header.dropFirst(5)) : header
  }

  private func summary(of applied: AppliedCode?) -> String {
    guard let applied else { return "the page has no code" }
    let issuer = applied.issuer.map { ", issued by \($0.name)" } ?? ""
    return "the page has \(applied.code.text) (\(applied.place.rawValue)), "
      + "language \(applied.language.text)\(issuer)"
  }

  /// The findings with lines and columns, counted in one pass through the page.
  private func located(_ findings: [PageFinding], in bytes: [UInt8]) -> [Finding] {
    var (line, column, position) = (1, 1, 0)
    return findings.map { finding in
      guard let offset = finding.offset else { return Finding(finding, line: nil, column: nil) }
      while position < offset {
        if bytes[position] == UInt8(ascii: "\n") {
          (line, column) = (line + 1, 1)
        } else if bytes[position] & 0xC0 != 0x80 {
          // Continuation bytes of UTF-8 begin no character.
          column += 1
        }
        position += 1
      }
      return Finding(finding, line: line, column: column)
    }
  }

  private struct Page: Encodable {
    let codes: [Finding]
    let is_truncated: Bool
    let page: Applied?

    /// A page without a code says so: `"page": null`.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(codes, forKey: .codes)
      try container.encode(is_truncated, forKey: .is_truncated)
      try container.encode(page, forKey: .page)
    }

    private enum CodingKeys: CodingKey {
      case codes
      case is_truncated
      case page
    }
  }

  private struct Applied: Encodable {
    let code: CodeParts
    let issuer: String?
    let language: String
    let found: String

    init(_ applied: AppliedCode) {
      code = CodeParts(applied.code)
      issuer = applied.issuer?.name
      language = applied.language.text
      found = applied.place.rawValue
    }
  }

  private struct Finding: Encodable {
    let found: String
    let line: Int?
    let column: Int?
    let issuer: String?
    let language: String
    var code: CodeParts?
    var error: String?

    init(_ finding: PageFinding, line: Int?, column: Int?) {
      found = finding.place.rawValue
      (self.line, self.column) = (line, column)
      issuer = finding.issuer?.name
      language = finding.language.text
      switch finding.code {
      case .success(let code): self.code = CodeParts(code)
      case .failure(let fault): error = fault.description
      }
    }

    func place(in file: String) -> String {
      guard let line, let column else { return "Link" }
      return "\(file):\(line):\(column)"
    }

    func text(in file: String) -> String {
      let beside = issuer.map { "  issuer \($0)" } ?? ""
      return "\(place(in: file)): \(found)  \(code?.text ?? "")  language \(language)\(beside)"
    }
  }
}
