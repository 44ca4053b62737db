// Reading codes out of pages: what applies where, and how broken markup is read. The expected
// answers follow the WHATWG HTML standard's parsing rules.

import Consulting
import Testing

/// Three codes: A is Japanese, B is Korean, U has no language.
let codeA = "c1-ja-43211507-003-0012-g"
let codeB = "c1-ko-43211507-000-0000-o"
let codeU = "c1-und-43xxxxxx-255-1023-p"

/// The page with `{A}`, `{B}`, `{U}` replaced by codes, `@A` and `@B` by attributes with them.
func page(_ pattern: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = Array(pattern.utf8)[...]
  let texts =
    [("{A}", codeA), ("{B}", codeB), ("{U}", codeU)]
    + [("@A", "data-consult-code=\(codeA)"), ("@B", "data-consult-code='\(codeB)'")]
  while let byte = rest.first {
    if let (sign, text) = texts.first(where: { rest.starts(with: $0.0.utf8) }) {
      bytes += text.utf8
      rest = rest.dropFirst(sign.utf8.count)
    } else {
      bytes.append(byte)
      rest = rest.dropFirst()
    }
  }
  return bytes
}

/// A, B, U or - for the code that applies.
func letter(_ applied: AppliedCode?) -> String {
  switch applied?.code.text {
  case codeA: "A"
  case codeB: "B"
  case codeU: "U"
  case nil: "-"
  default: "?"
  }
}

@Suite struct PageCodesTests {
  /// `^` marks the place that is asked for.
  @Test("the innermost element with a code decides", arguments: places)
  func place(_ pattern: String, expected: String) throws {
    let page = page(pattern)
    let offset = try #require(page.firstIndex(of: UInt8(ascii: "^")))
    let codes = try PageCodes(page: page)
    #expect(letter(codes.code(at: offset)) == expected)
  }

  static let places: [(String, String)] = [
    ("<div @A>^</div>", "A"),
    ("<div @A></div>^", "-"),
    ("<div @A><p @B>^</p></div>", "B"),
    ("<div @A><p @B></p>^</div>", "A"),
    ("<div @A><div><div></div>^</div></div>", "A"),
    ("<DIV DATA-CONSULT-CODE={A}>^</dIv>", "A"),
    ("<div\n\tdata-consult-code\n=\n{A}\n>^", "A"),
    ("<div data-consult-code='{A}'data-x>^", "A"),
    ("<div @A @B>^", "A"),
    ("<div title='>' @A>^", "A"),
    ("<div title=\"@B>\" @A>^", "A"),
    ("<div = @A>^", "A"),
    ("<div/@A/>^", "-"),
    ("<div / @A>^", "A"),
    ("<br @A>^", "-"),
    ("<img @A/>^", "-"),
    ("<div data-consult-code='c1&#45;ja&#x2D;43211507&#45003-0012-g'>^", "-"),
    ("<div data-consult-code='c1&#45;ja&#x2d;43211507-003-0012-g'>^", "A"),
    ("<div data-consult-code=' {A}\n'>^", "A"),
    ("<div data-consult-code=>^", "-"),
    ("<div @A><p data-consult-code=c1-ja-43211507-003-0012-h>^", "A"),
    ("<!-- <div @A> -->^", "-"),
    ("<!--><div @A>^", "A"),
    ("<!---><div @A>^", "A"),
    ("<!-- --!><div @A>^", "A"),
    ("<!-- -- ><div @A>^", "-"),
    ("<!x <div @A>^", "-"),
    ("</ <div @B><div @A>^", "A"),
    ("<?php echo '<div @B>' ?><div @A>^", "A"),
    ("<script>'<div @B>'</script><div @A>^", "A"),
    ("<script><!-- <script> </script> <div @B> --></script><div @A>^", "A"),
    ("<script><!-- </script><div @A>^", "A"),
    ("<style><div @B></style x><div @A>^", "A"),
    ("<textarea><div @B></textareas></textarea><p>^", "-"),
    ("<title><div @B>^", "-"),
    ("<plaintext></plaintext><div @A>^", "-"),
    ("<template><div @A>^</div></template>", "-"),
    ("<template><div></template><div @A>^", "A"),
    ("<svg><title><div @A>^", "A"),
    ("<svg><![CDATA[<div @B>]]><g @A>^", "A"),
    ("<div><![CDATA[<div @A>]]>^", "-"),
    ("<svg><g @A/><g>^", "-"),
    ("<svg @A><g><div>^", "-"),
  ]

  @Test("end tags that are left out or wrong end what browsers end", arguments: broken)
  func brokenPlace(_ pattern: String, expected: String) throws {
    try place(pattern, expected: expected)
  }

  static let broken: [(String, String)] = [
    ("<p @A>one<p>^", "-"),
    ("<p @A>one<div>^", "-"),
    ("<p @A><span>^", "A"),
    ("<p @A><button><p>^", "A"),
    ("<ul><li @A>one<li>^</ul>", "-"),
    ("<ul><li @A>one<ul><li>^</ul></ul>", "A"),
    ("<dl><dt @A>a<dd>^", "-"),
    ("<table><tr><td @A>a<td>^", "-"),
    ("<table><tr @A><td>a<td>^", "A"),
    ("<table><tr @A><td>a<tr><td>^", "-"),
    ("<table><tr><td @A><table><tr><td>b</table>^", "A"),
    ("<table><tbody @A><tr><td>a<tbody><tr><td>^", "-"),
    ("<div @A><table><tr><td></div>^", "A"),
    ("<select><option @A>a<option>^</select>", "-"),
    ("<div @A><span></div>^", "-"),
    ("<div @A></p></x></span>^", "A"),
    ("<span @A><div></span>^", "A"),
    ("<div @A></body></html>^", "A"),
    ("<h1 @A>a<h2>^", "-"),
    ("<h1 @A><p>a</h3>^", "-"),
    ("<form @B><form @A>^", "B"),
    ("<button @A>a<button>^", "-"),
    ("<td @A>^", "-"),
    ("<div @A><tr>^", "A"),
    ("<head @A><title>t</title><p>^", "-"),
    ("<head @A>^", "-"),
    ("<head @A><meta charset=utf-8><body>^", "-"),
    ("<body @A><p>^", "A"),
    ("<p>^<body @A>", "A"),
    ("<html @B><body @A>^", "A"),
    ("^<div @A", "-"),
    ("^<div data-consult-code='{A}", "-"),
    ("<di\u{0}v @A>^</div>", "A"),
    ("<div data-consult\u{0}-code={A}>^", "-"),
  ]
}
