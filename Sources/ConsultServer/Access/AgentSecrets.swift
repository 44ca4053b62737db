// Agents and the hashes of their secrets: the text of the file that keeps them, and what is
// checked against it. The secrets themselves are kept by nobody but the agents.

import Crypto
import Foundation

/// Who may sign in by a secret.
///
/// A secret is 32 random bytes that a program made. Nobody can try all of them, so that one round
/// of a hash is as good as a million and takes a microsecond of the thread that serves everybody.
public struct AgentSecrets: Equatable, Sendable {
  /// The one kind of hash: HMAC-SHA256 of the secret, the salt its key.
  static let kind = "hmac-sha256"
  private static let secretBytes = 32
  private static let saltBytes = 16

  private struct Entry: Equatable {
    let salt: [UInt8]
    let hash: [UInt8]

    func fits(_ secret: [UInt8]) -> Bool {
      HMAC<SHA256>.isValidAuthenticationCode(
        hash, authenticating: secret, using: SymmetricKey(data: salt))
    }
  }

  private var entries: [String: Entry] = [:]
  /// What people wrote into the file.
  private var remarks = ["# Agents, and the hashes of their secrets: sangdam agents add."]
  /// Stands for agents who are not there, so that they take as long as others.
  private let nobody = Entry(
    salt: [UInt8](repeating: 0, count: saltBytes),
    hash: [UInt8](repeating: 0, count: SHA256.byteCount))

  /// Nobody.
  public init() {}

  /// Those of a file, which its owner alone may read.
  public init(path: String) throws(CredentialsFault) {
    try self.init(text: String(decoding: try PrivateFile(path: path).bytes, as: UTF8.self))
  }

  /// Those of a text: a line an agent, `name hmac-sha256:SALT:HASH`; what begins with `#` is for
  /// people.
  init(text: String) throws(CredentialsFault) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    remarks = lines.filter { $0.hasPrefix("#") }.map(String.init)
    for (place, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard let space = line.lastIndex(of: " "), let entry = Self.entry(line[space...].dropFirst())
      else { throw .malformedLine(place + 1) }
      let name = String(line[..<space])
      guard Self.isName(name), entries.updateValue(entry, forKey: name) == nil
      else { throw .malformedLine(place + 1) }
    }
  }

  private static func entry(_ text: Substring) -> Entry? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == kind, let salt = URLText.decode(String(parts[1])),
      let hash = URLText.decode(String(parts[2])), salt.count == saltBytes,
      hash.count == SHA256.byteCount
    else { return nil }
    return Entry(salt: salt, hash: hash)
  }

  /// Whether an agent can have that name, and the file's line too.
  public static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.count <= ControlFields.mostText && !name.hasPrefix("#")
      && !name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
  }

  /// The file's text: first what people wrote, then agents by their names.
  public var text: String {
    let lines = entries.sorted { $0.key < $1.key }.map { name, entry in
      "\(name) \(Self.kind):\(URLText.encode(entry.salt)):\(URLText.encode(entry.hash))"
    }
    return (remarks + lines).map { $0 + "\n" }.joined()
  }

  /// Whether an agent has a secret.
  public func holds(_ name: String) -> Bool { entries[name] != nil }

  /// Makes a secret for an agent, in place of the one that was there; it is shown this once.
  public mutating func makeSecret(for name: String) -> String {
    precondition(Self.isName(name), "a name of an agent is one line")
    let secret = Self.random(Self.secretBytes)
    let salt = Self.random(Self.saltBytes)
    let hash = HMAC<SHA256>.authenticationCode(for: secret, using: SymmetricKey(data: salt))
    entries[name] = Entry(salt: salt, hash: [UInt8](hash))
    return URLText.encode(secret)
  }

  /// Whether that is the agent's secret; takes as long whatever is wrong with it.
  ///
  /// - Complexity: O(1), some microseconds.
  func isSecret(_ secret: String, ofAgent name: String) -> Bool {
    guard let bytes = URLText.decode(secret), bytes.count == Self.secretBytes else { return false }
    let entry = entries[name]
    return (entry ?? nobody).fits(bytes) && entry != nil
  }

  private static func random(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
