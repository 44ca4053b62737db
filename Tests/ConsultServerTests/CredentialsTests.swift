// The file of secrets, and what is made from it.

import Foundation
import Testing

@testable import ConsultServer

struct CredentialsTests {
  /// A folder for one test.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try body(folder.appending(path: "secrets.json").path)
  }

  @Test("a file that is not there is made for its owner alone, and read the next time")
  func made() throws {
    try inFolder { path in
      let first = try Credentials(path: path)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
      let second = try Credentials(path: path)
      #expect(
        first.token(ofAgent: "seoul-1", until: 9) == second.token(ofAgent: "seoul-1", until: 9))
      #expect(second.isSession(first.newSession()))
    }
  }

  @Test("a file that others may read is refused")
  func open() throws {
    try inFolder { path in
      _ = try Credentials(path: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
      #expect(throws: CredentialsFault.openToOthers) { try Credentials(path: path) }
    }
  }

  @Test(
    "what is no key is refused",
    arguments: [
      "", "{}", #"{"key":"00"}"#, #"{"key":7}"#,
      "{\"key\":\"\(String(repeating: "g", count: 64))\"}",
    ])
  func malformed(text: String) throws {
    try inFolder { path in
      try Data(text.utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      #expect(throws: CredentialsFault.malformed) { try Credentials(path: path) }
    }
  }

  @Test("a token is one agent's, a session one server's; neither survives a changed character")
  func forged() {
    let ours = Credentials(key: [UInt8](repeating: 7, count: 32))
    let others = Credentials(key: [UInt8](repeating: 8, count: 32))
    let token = ours.token(ofAgent: "seoul-1", until: 1_000)
    #expect(ours.fault(inToken: token, ofAgent: "seoul-1", at: 999) == nil)
    #expect(ours.fault(inToken: token, ofAgent: "seoul-2", at: 999) == .wrongToken)
    #expect(others.fault(inToken: token, ofAgent: "seoul-1", at: 999) == .wrongToken)
    let session = ours.newSession()
    #expect(session.count == 43 && ours.isSession(session) && !others.isSession(session))
    for place in [0, 20, 21, 22, 41] {
      var letters = Array(session)
      letters[place] = letters[place] == "A" ? "B" : "A"
      #expect(!ours.isSession(String(letters)))
    }
    #expect(!ours.isSession("") && !ours.isSession(session + "A") && !ours.isSession(session + "="))
  }

  @Test("a token holds until its time, and its time cannot be moved")
  func expired() {
    let ours = Credentials(key: [UInt8](repeating: 7, count: 32))
    let token = ours.token(ofAgent: "a-1", until: 1_000)
    #expect(ours.fault(inToken: token, ofAgent: "a-1", at: 1_000) == .expiredToken)
    let code = token.dropFirst(5)
    for forged in [
      "1001.\(code)", "01000.\(code)", "+1000.\(code)", "1000\(code)", ".\(code)", "\(code)",
      "1000.", "1000.\(code)=", "1000.\(code).", " \(token)", "99999999999999999999.\(code)",
    ] {
      #expect(ours.fault(inToken: forged, ofAgent: "a-1", at: 0) == .wrongToken, "\(forged)")
    }
    // A name that looks like a time and a name is no way round.
    let tricky = ours.token(ofAgent: "2000 a-1", until: 1_000)
    #expect(
      ours.fault(inToken: "1000 2000.\(tricky.dropFirst(5))", ofAgent: "a-1", at: 0)
        == .wrongToken)
  }

  @Test("a token is the HMAC-SHA256 that another program works out", arguments: ["osaka-12"])
  func known(name: String) {
    // python3 -c 'import hmac,base64;print(base64.urlsafe_b64encode(hmac.digest(bytes([7])*32,
    //   b"agent 1795651200 osaka-12","sha256")).rstrip(b"=").decode())'
    let ours = Credentials(key: [UInt8](repeating: 7, count: 32))
    #expect(
      ours.token(ofAgent: name, until: 1_795_651_200)
        == "1795651200.eHG4_bjYNr0RZtYuFNBj9jAymCqDbUJnS4UecZJNxmk")
  }
}
