// What a scenario says stays text, whatever it says.

import Testing

@testable import Reports

@Suite("page markup")
struct PageMarkupTests {
  private func written(_ body: (inout Markup) -> Void) -> String {
    var markup = Markup()
    body(&markup)
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  @Test("text and attributes are escaped")
  func escaping() {
    let text = written { $0.element("p", ["title": "\"><b>"], "</script><b>&'\"") }
    #expect(
      text
        == "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;/script&gt;&lt;b&gt;&amp;&#39;&quot;</p>")
  }

  @Test("characters that HTML forbids are replaced, all others kept")
  func characters() {
    #expect(written { $0.text("a\u{0}b\u{1B}c\u{85}") } == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    let kept = "日本語 العربية 🇰🇷 é\u{2028}"
    #expect(written { $0.text(kept) } == kept)
  }

  @Test("a name cannot turn the text around it")
  func direction() {
    let name = ShownName("a\u{202E}b\u{2069}c\nd")
    #expect(name.alone == "abcd")
    #expect(ShownName("سؤال").amidst == "\u{2068}سؤال\u{2069}")
    #expect(ShownName("plain").amidst == "plain")
  }

  @Test("numbers of pictures have one decimal, or none")
  func coordinates() {
    #expect(
      [12.0, 12.34, -0.04, 1e9, .nan].map(\.coordinate) == ["12", "12.3", "0", "1000000", "0"])
  }

  @Test("a line has a gap where a value is missing, and a lone value is a dot")
  func gaps() {
    let places = [Place(0, 1), Place(10, 2), nil, Place(30, 4)]
    let text = written { $0.curve(places, "line") }
    #expect(text == "<path class=\"line\" d=\"M0 1L10 2M30 4L30 4\"/>")
    #expect(written { $0.curve([nil, nil], "line") }.isEmpty)
  }

  @Test("a band runs along its upper side and back along its lower one")
  func band() {
    let text = written {
      $0.area(between: [Place(0, 9), Place(5, 8)], and: [Place(0, 1), Place(5, 2)], "band")
    }
    #expect(text == "<path class=\"band\" d=\"M0 1L5 2L5 8L0 9Z\"/>")
  }
}
