// SHA-256 against the vectors of FIPS 180-4, and what the digest of a plan depends on.

import Foundation
import Testing

@testable import Scenarios

@Test(
  "SHA-256 gives the hashes that NIST publishes",
  arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
func publishedHashes(text: String, hash: String) {
  var sha = SHA256()
  sha.update(text.utf8)
  #expect(sha.hexadecimal() == hash)
}

@Test("comments, order of keys and units do not change a plan's digest")
func digestIgnoresWriting() throws {
  let other =
    exampleText
    .replacingOccurrences(of: "length: 8h", with: "length: 480m # a day")
    .replacingOccurrences(of: "rate: 120/h", with: "rate: 2/min")
    .replacingOccurrences(
      of: "{share: 20%, discovered-after: 30s}",
      with: "{discovered-after: 0.5m, share: 0.2}")
  #expect(try plan(other).sha256 == plan(exampleText).sha256)
  #expect(try plan(exampleText).sha256.count == 64)
}

@Test("whatever changes the plan changes its digest")
func digestSeesChanges() throws {
  let changes = [
    "seed=2", "name=other", "agents.seoul.count=13", "agents.seoul.speed=[0.9]",
    "routing.ageing=1", "demand.0.priority=1", "demand.0.effort.fixed=10m",
    "objectives.0.within=21s", "limits.in-system=41", "locations.home.cost=1/h",
  ]
  let digests = try changes.map { try plan(exampleText, set: [$0]).sha256 }
  #expect(Set(digests + [try plan(exampleText).sha256]).count == changes.count + 1)
}
