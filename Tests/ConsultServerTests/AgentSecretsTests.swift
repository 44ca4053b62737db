// Secrets of agents: made, kept as hashes, read again when the file has changed.

import Foundation
import Testing

@testable import ConsultServer

struct AgentSecretsTests {
  private func write(_ text: String, to path: String, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try body(folder.appending(path: "agents.txt").path)
  }

  /// A line whose hash another program worked out: 32 bytes 7 the secret, 16 bytes 9 the salt.
  /// python3 -c 'import hmac,base64;e=lambda b:base64.urlsafe_b64encode(b).rstrip(b"=").decode();
  ///   s,k=bytes([9])*16,bytes([7])*32;print(e(s),e(hmac.digest(s,k,"sha256")),e(k))'
  private let line =
    "seoul-1 hmac-sha256:CQkJCQkJCQkJCQkJCQkJCQ:shoDmn-d_9wyfUG9m3rnAmwGT-3nn0Toa6bAUu--hok\n"
  private let secret = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"

  @Test("a secret is one agent's, and is known by a hash that another program works out")
  func known() throws {
    let secrets = try AgentSecrets(text: "# for people\n\n\(line)")
    #expect(secrets.isSecret(secret, ofAgent: "seoul-1"))
    #expect(!secrets.isSecret(secret, ofAgent: "seoul-2"))
    #expect(!secrets.isSecret("A" + secret.dropFirst(), ofAgent: "seoul-1"))
    for text in ["", "AAAA", secret + "A", secret + "=", String(repeating: "A", count: 43)] {
      #expect(!secrets.isSecret(text, ofAgent: "seoul-1") && !secrets.isSecret(text, ofAgent: ""))
    }
  }

  @Test("what is made is known after it was written and read; names are whole lines")
  func made() throws {
    var secrets = AgentSecrets()
    let names = ["seoul-1", "second line 2", "서울-3"]
    let made = names.map { secrets.makeSecret(for: $0) }
    #expect(
      Set(made).count == 3 && made.allSatisfy { $0.count == 43 && !secrets.text.contains($0) })
    let read = try AgentSecrets(text: secrets.text)
    #expect(read == secrets && secrets.text.hasPrefix("# Agents"))
    #expect(try AgentSecrets(text: "\(line)#b\n\n# a\n").text == "#b\n# a\n\(line)")
    for (place, name) in names.enumerated() {
      #expect(made.map { read.isSecret($0, ofAgent: name) } == (0..<3).map { $0 == place })
    }
    let first = made[0]
    let second = secrets.makeSecret(for: "seoul-1")
    #expect(!secrets.isSecret(first, ofAgent: "seoul-1"))
    #expect(secrets.isSecret(second, ofAgent: "seoul-1"))
  }

  @Test(
    "a line that is none is named",
    arguments: [
      "seoul-1", "seoul-1 ", " hmac-sha256:CQ:CQ", "seoul-1 sha1:CQ:CQ",
      "seoul-1 hmac-sha256:CQ:CQ",
      "a\tb ENTRY", "ENTRY", "seoul-1 ENTRY:", "seoul-1 ENTRY=",
    ])
  func malformed(text: String) {
    let entry = line.dropFirst("seoul-1 ".count).dropLast()
    let text = text.replacingOccurrences(of: "ENTRY", with: entry)
    #expect(throws: CredentialsFault.malformedLine(3)) {
      try AgentSecrets(text: "# one\n\n\(text)\n")
    }
    #expect(throws: CredentialsFault.malformedLine(2)) { try AgentSecrets(text: line + line) }
  }

  @Test("a file is read again when it has changed, and lets nobody in as long as it is wrong")
  func changed() throws {
    try inFolder { path in
      var file = AgentFile(path: path)
      func isIn() -> Bool { file.isSecret(secret, ofAgent: "seoul-1") }
      #expect(file.fault == .unreadable(ENOENT))
      #expect(!isIn())
      try write(line, to: path)
      #expect(isIn() && file.fault == nil)
      try write(line + "nonsense\n", to: path)
      #expect(!isIn() && file.fault == .malformedLine(2))
      try write(line, to: path, mode: 0o644)
      #expect(!isIn() && file.fault == .openToOthers)
      try write(line, to: path)
      #expect(isIn())
      try FileManager.default.removeItem(atPath: path)
      #expect(!isIn())
    }
  }

  @Test("nobody waits for a check: ten thousand take less than a second")
  func cost() throws {
    let secrets = try AgentSecrets(text: line)
    let started = ContinuousClock.now
    var right = 0
    for number in 0..<10_000 where secrets.isSecret(secret, ofAgent: "seoul-\(number % 2)") {
      right += 1
    }
    let taken = ContinuousClock.now - started
    print("a check of a secret takes \(taken / 10_000)")
    #expect(right == 5_000 && taken < .seconds(1))
  }
}
