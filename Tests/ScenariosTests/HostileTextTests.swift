// Texts that are large, broken or hostile are refused quickly, before anything is built of them.

import Testing

@testable import Scenarios

/// A text that must be refused, with a part of the first message.
struct HostileText: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var bytes: [UInt8]
  var message: String
}

private let head = "sangdam: 1\nname: bad\nlength: 8h\n"

private func text(_ name: String, _ text: String, _ message: String) -> HostileText {
  HostileText(testDescription: name, bytes: Array((head + text).utf8), message: message)
}

private let hostileTexts: [HostileText] = [
  text(
    "a megabyte of [", "demand: " + String(repeating: "[", count: 1 << 20), "within one another"),
  text(
    "a megabyte of {", "demand: " + String(repeating: "{", count: 1 << 20), "within one another"),
  text(
    "[ on lines of their own", "demand:\n" + String(repeating: " [\n", count: 300_000),
    "within one another"),
  text(
    "a megabyte of dashes", "demand:\n" + String(repeating: "- ", count: 500_000),
    "lines, commas and colons"),
  text(
    "ever deeper indentation",
    (0..<900).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "within one another"),
  text(
    "a list of a million numbers", "x: [" + String(repeating: "1,", count: 1_000_000) + "1]",
    "lines, commas and colons"),
  text(
    "more than 4 MiB", "# " + String(repeating: "x", count: 5 << 20), "larger than 4 MiB"),
  text(
    "a value of a megabyte", "description: " + String(repeating: "x", count: 1 << 20),
    "a value of 1048576 characters"),
  text(
    "a key of a megabyte", String(repeating: "x", count: 1 << 20) + ": 1", "not YAML"),
  text(
    "fifty thousand repeated keys", String(repeating: "seed: 1\n", count: 50_000),
    "stands more than once"),
  text("NUL", "description: a\u{0}b", "a NUL character"),
  text("an escape character", "description: a\u{1B}[31m", "control character U+001B"),
  text("a line separator", "description: a\u{2028}b", "control character U+2028"),
  text("a private-use character", "description: a\u{E000}b", "control character U+E000"),
  HostileText(
    testDescription: "Latin-1", bytes: Array(head.utf8) + Array("description: caf".utf8) + [0xE9],
    message: "the byte 0xE9 is not UTF-8"),
  HostileText(
    testDescription: "UTF-16", bytes: [0xFF, 0xFE, 0x73, 0, 0x61, 0],
    message: "the byte 0xFF is not UTF-8"),
  HostileText(
    testDescription: "an overlong slash", bytes: Array(head.utf8) + [0xC0, 0xAF],
    message: "the byte 0xC0 is not UTF-8"),
  HostileText(
    testDescription: "a surrogate", bytes: Array(head.utf8) + [0xED, 0xA0, 0x80],
    message: "the byte 0xED is not UTF-8"),
]

@Test("a hostile text is refused while 300 good ones are read", arguments: hostileTexts)
func hostileText(_ hostile: HostileText) throws {
  var faults: Diagnostics?
  let spent = RefusalTime.spent { faults = TestFiles.diagnostics(hostile.bytes) }
  #expect(spent < RefusalTime.ofOneReading * 300)
  let first = try #require(faults?.entries.first)
  #expect(first.text.contains(hostile.message), "\(first.text.prefix(200))")
}

@Test("the place of a broken byte counts characters, not bytes")
func placeOfBrokenByte() throws {
  let bytes = Array("sangdam: 1\nname: 한국".utf8) + [0xFF]
  let first = try #require(TestFiles.diagnostics(bytes)?.entries.first)
  #expect(first.line == 2)
  #expect(first.column == 9)
}

@Test("a thousand faults are reported a hundred at a time, the rest is counted")
func manyFaults() throws {
  let faults = try #require(
    TestFiles.diagnostics((0..<1_000).map { "unknown\($0): 1\n" }.joined()))
  #expect(faults.entries.count == 100)
  #expect(faults.omitted == 905)
  #expect(faults.description.hasSuffix("… and 905 more"))
}

@Test("random cuts and changes of a good scenario never crash the decoder")
func randomDamage() {
  var seed: UInt64 = 0x5EED_0002
  let good = Array(exampleText.utf8)
  for round in 0..<400 {
    var bytes = good
    for _ in 0..<3 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let at = Int(seed >> 33) % bytes.count
      switch (seed >> 20) % 4 {
      case 0: bytes.remove(at: at)
      case 1: bytes[at] = UInt8(truncatingIfNeeded: seed >> 8)
      case 2: bytes.insert(Array("[]{}:,-&*?!|>'\"%@`#\n ".utf8)[Int(seed >> 40) % 21], at: at)
      default: bytes.removeSubrange(at..<min(bytes.count, at + Int(seed >> 50) % 40))
      }
    }
    let faults = TestFiles.diagnostics(bytes)
    #expect(faults?.entries.isEmpty != true, "seed 0x5EED0002, round \(round)")
  }
}
