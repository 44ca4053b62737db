// What the tests of codes and pages share: a seeded source of random numbers and random codes.

import Consulting
import SeededTests
import Testing

/// A seed that differs from run to run; tests print it, and a fixed one replays them.
func freshSeed(_ test: String) -> UInt64 {
  let seed = UInt64.random(in: 0..<1 << 32)
  print("\(test): seed \(seed)")
  return seed
}

/// Two or three random letters, or undetermined.
func randomLanguage(_ numbers: inout SeededDraws) -> Language {
  let letters = Array("abcdefghijklmnopqrstuvwxyz")
  let length = [0, 2, 2, 3].randomElement(using: &numbers) ?? 2
  let tag = String((0..<length).map { _ in letters.randomElement(using: &numbers) ?? "a" })
  return Language(tag) ?? .undetermined
}

/// A random code with some pairs that stand for any.
func randomCode(_ numbers: inout SeededDraws) throws -> IdentificationCode {
  let document = (0..<4).map { _ in
    let value = Int.random(in: 0..<110, using: &numbers)
    return value > 99 ? "xx" : value > 9 ? "\(value)" : "0\(value)"
  }
  return try IdentificationCode(
    language: randomLanguage(&numbers),
    document: try #require(DocumentNumber(pattern: document.joined())),
    location: Int.random(in: 0..<256, using: &numbers),
    server: Int.random(in: 0..<1024, using: &numbers))
}
