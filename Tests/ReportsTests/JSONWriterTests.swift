// The JSON writer and the spelling of numbers, read back by Foundation.

import Foundation
import Reports
import Testing

@Suite("JSON")
struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    writer.finish()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test("objects and arrays are laid out by line or on one line, empty ones on none")
  func layout() {
    let text = written { writer in
      writer.object { writer in
        writer.key("a")
        writer.array(.inline) { writer in
          writer.integer(1)
          writer.object {
            $0.key("x"); $0.null()
          }
        }
        writer.key("b")
        writer.object { _ in }
        writer.key("c")
        writer.array { $0.boolean(true) }
      }
    }
    #expect(text == "{\n  \"a\": [1, {\"x\": null}],\n  \"b\": {},\n  \"c\": [\n    true\n  ]\n}\n")
  }

  @Test("every character survives another reader, in keys and in values")
  func escaping() throws {
    let controls = String(String.UnicodeScalarView((0..<0x20).compactMap(Unicode.Scalar.init)))
    let texts = [controls, "\"\\/", "日本語 한국어 🇰🇷 é", "\u{7F}\u{2028}\u{FFFF}", "</script>", ""]
    for text in texts {
      let json = written {
        $0.object {
          $0.key(text); $0.text(text)
        }
      }
      let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String]
      #expect(read == [text: text])
    }
  }

  private static let spelt: [(Double, String)] = [
    (0.30000000000000004, "0.3"), (0.6666666666666666, "0.666666666667"),
    (333_333.3333333333, "333333.333333"), (960, "960"), (-0.0, "0"), (-2.5, "-2.5"),
    (123_456_789_012_345, "123456789012000"), (999_999_999_999.9, "1000000000000"),
    (1.4285714285714286e20, "1.42857142857e+20"), (1e-7, "1e-07"),
    (3.508505505065e-284, "3.50850550507e-284"), (8_132_263_749_645, "8132263749650"),
    (3.333333333333333e-10, "3.33333333333e-10"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.79769313486e+308"), (.infinity, "null"), (.nan, "null"),
  ]

  @Test("a number is the shortest form of twelve significant digits", arguments: spelt)
  func numbers(_ value: Double, _ text: String) {
    #expect(value.reportedText == text)
  }

  /// The C library rounds the value itself; what is promised is rounding of its shortest form, so
  /// that a reader's own rounding of 2.5000000000005 gives what the document says. The two can part
  /// only where that form is a tie, thirteen digits of which the last is 5: a reader sees the
  /// middle, the bits lie to one side of it.
  @Test("rounding agrees with the correctly rounded %.11e of the C library, but for ties")
  func roundingAgreesWithC() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: state &* 0x9E37_79B9_7F4A_7C15)
      guard value.isFinite, value.magnitude < 1e300, !Self.isTie(value) else { continue }
      let expected = Double(String(format: "%.11e", value))
      #expect(value.asReported == expected, "seed \(seed), value \(value)")
    }
  }

  /// Whether the shortest form has thirteen digits, the last of them 5.
  private static func isTie(_ value: Double) -> Bool {
    let digits = value.magnitude.description.prefix { $0 != "e" }.filter { $0 != "." }
    let significant = digits.drop { $0 == "0" }
    // 8132263749645.0 has its zero for the point's sake.
    let last = significant.last { $0 != "0" }
    return last == "5" && significant.lastIndex(of: "5") == significant.indices.dropFirst(12).first
  }

  @Test("a tie in decimal digits is rounded away from zero, whatever side its bits lie on")
  func ties() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    for _ in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let kept = 100_000_000_000 + (state >> 24) % 900_000_000_000
      let exponent = Int(state % 500) - 250
      let tie = Double("\(kept)5e\(exponent)")
      let above = Double("\(kept + 1)e\(exponent + 1)")
      #expect(tie?.asReported == above, "seed \(seed), \(kept)5e\(exponent)")
      #expect((tie.map { -$0 })?.asReported == above.map { -$0 }, "seed \(seed)")
    }
  }
}
