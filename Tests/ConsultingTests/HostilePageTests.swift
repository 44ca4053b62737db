// Pages made to crash, stall or swell the reader, and random ones.

import Consulting
import Foundation
import SeededTests
import Testing

@Suite(.serialized) struct HostilePageTests {
  @Test("ten megabytes of one byte are read in seconds", arguments: ["<", "a", "\u{0}"])
  func monotonous(_ unit: String) throws {
    let byte = try #require(unit.utf8.first)
    try read([UInt8](repeating: byte, count: 10_000_000))
  }

  @Test(
    "what opens, closes or nests without end is read in linear time",
    arguments: [
      ("", "<b>", ""), ("", "<p>", ""), ("", "</x>", ""), ("", "<p><button>", ""),
      ("<p><button>" + String(repeating: "<b>", count: 600), "<div></div>", ""),
      (String(repeating: "<div>", count: 511), "</span></b>", ""),
      ("<script>", "</scrip", ""), ("<script><!--", "<script></script>", ""),
      ("<svg>", "<![CDATA[", ""), ("<!--", "--", ""), ("", "<template>", ""),
      ("<table>", "<tr><td>", ""), ("<ul>", "<li>", ""), ("", "<svg><p>", ""),
      ("", "<p data-consult-code=\(codeA) lang=ja>", ""), ("<p ", "data-consult-code=x ", ">"),
      ("", "<!---", ""), ("", "</", ""),
      ("", "<a ", ""), ("", "<a b=\"", ""), ("", "<!", ""),
      ("<p data-consult-code='", "&#45;", "'>"), ("<p data-consult-code='&#", "0", "45;'>"),
    ])
  func repeated(_ start: String, unit: String, end: String) throws {
    let middle = String(repeating: unit, count: 250_000 / unit.utf8.count)
    try read(Array((start + middle + end).utf8))
  }

  /// Processor time for a page; a reader that is not linear takes minutes. What the optimiser has
  /// not touched and a sanitizer watches takes longer.
  #if DEBUG
    private static let limitSeconds = 4.0
  #else
    private static let limitSeconds = 2.0
  #endif

  /// Processor time of this thread: other tests and a busy machine do not count.
  private static var processorSeconds: Double {
    var time = timespec()
    // Safety: the call fills the structure, which outlives it.
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func read(_ bytes: [UInt8]) throws {
    let began = Self.processorSeconds
    let codes = try PageCodes(page: bytes)
    let took = Self.processorSeconds - began
    #expect(took < Self.limitSeconds)
    #expect(codes.findings.count <= 65_536)
    _ = codes.code(at: bytes.count - 1)
  }

  /// What pages are made of, so that random pages get deep into the parser.
  private static let pieces: [String] = [
    "<", ">", "/", "!", "--", "-", "=", "'", "\"", " ", "\n", "\u{0}", "&#45;", "&#", "x",
    "<div", "<p>", "</p>", "</div>", "<script>", "</script>", "<!--", "-->", "<svg>", "</svg>",
    "<![CDATA[", "]]>", "<title>", "</title>", "<table>", "<tr>", "<td>", "</table>", "<li>",
    "<template>", "</template>", "<html", "<head>", "</head>", "<body>", "<!doctype html>",
    "<meta name=consult-code content=", " data-consult-code=", " data-consult-issuer=", codeA,
    codeB, " lang=ko", " id=a", "<meta charset=utf-8>", "<plaintext>", "\u{FEFF}", "é",
  ]

  @Test("random pages are read and marked: nothing else changes, and twice is once")
  func soup() throws {
    let seed = freshSeed("page soup")
    var numbers = SeededDraws(seed: seed)
    let marking = PageMarking(code: try IdentificationCode(codeU), script: "<script></script>")
    for _ in 0..<4000 {
      let count = Int.random(in: 0..<40, using: &numbers)
      var bytes: [UInt8] = []
      for _ in 0..<count {
        bytes += (Self.pieces.randomElement(using: &numbers) ?? "").utf8
        if Int.random(in: 0..<8, using: &numbers) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &numbers))
        }
      }
      let codes = try PageCodes(page: bytes)
      for offset in bytes.indices { _ = codes.code(at: offset) }
      let marked = try marking.marked(bytes)
      #expect(try marking.marked(marked) == marked, "seed \(seed): \(bytes)")
      // The page is what stands before and behind the insertion, if nothing was replaced.
      let added = marking.metaElement + "<script></script>"
      let start = marked.indices.first { marked[$0...].starts(with: added.utf8) }
      let place = try #require(start, "seed \(seed): \(bytes)")
      let behind = marked[(place + added.utf8.count)...]
      #expect(bytes.starts(with: marked[..<place]), "seed \(seed): \(bytes)")
      #expect(bytes.reversed().starts(with: behind.reversed()), "seed \(seed): \(bytes)")
      let found = try PageCodes(page: marked).findings.contains(where: isMarked)
      #expect(found, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Whether it is the code that was written, whatever issuer the page names.
  private func isMarked(_ finding: PageFinding) -> Bool {
    switch finding.code {
    case .success(let code): code.text == codeU
    case .failure(.issuer): true
    case .failure: false
    }
  }
}
