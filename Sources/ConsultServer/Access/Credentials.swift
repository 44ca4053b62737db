// The file of secrets: the key by which tokens are made. Whoever can read it can be any agent.

import Crypto
import Foundation
import Glibc

/// The key of a consult server.
public struct Credentials: Sendable {
  private let key: SymmetricKey

  /// A key of 32 bytes.
  init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

  /// The key in a file, which is made with a new key, for its owner alone, if it is not there.
  public init(path: String) throws(CredentialsFault) {
    do throws(CredentialsFault) {
      try self.init(existingAt: path)
    } catch .unreadable(ENOENT) {
      try self.init(making: path)
    } catch {
      throw error
    }
  }

  /// The key in a file.
  public init(existingAt path: String) throws(CredentialsFault) {
    try self.init(text: try PrivateFile(path: path).bytes)
  }

  private init(text: [UInt8]) throws(CredentialsFault) {
    struct Content: Decodable { let key: String }
    let content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: Data(text))
    } catch {
      throw .malformed
    }
    let digits = content.key.compactMap(\.hexDigitValue)
    guard digits.count == 64, content.key.count == 64 else { throw .malformed }
    self.init(
      key: stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
  }

  private init(making path: String) throws(CredentialsFault) {
    var generator = SystemRandomNumberGenerator()
    let key = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let digits = key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let text = Array("{\"key\": \"\(digits)\"}\n".utf8)
    // Safety: as above.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unreadable(errno) }
    defer { close(descriptor) }
    // Safety: the bytes live for the length of the call.
    let count = unsafe text.withUnsafeBytes { buffer in
      unsafe write(descriptor, buffer.baseAddress, buffer.count)
    }
    guard count == text.count else { throw .unreadable(errno) }
    self.init(key: key)
  }

  /// The token that an agent of that name signs in with until a time, in seconds since 1970.
  public func token(ofAgent name: String, until unixSeconds: Int64) -> String {
    let code = code(of: Self.purpose(of: name, until: unixSeconds))
    return "\(unixSeconds).\(URLText.encode([UInt8](code)))"
  }

  /// What there is to say against a token of an agent, nil if nothing; takes as long whatever is
  /// wrong with its code.
  func fault(inToken token: String, ofAgent name: String, at unixSeconds: Int64) -> SignInFault? {
    let parts = token.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    // A time is written in one way alone: without a sign and without zeros in front.
    guard parts.count == 2, let end = Int64(parts[0]), "\(end)" == parts[0],
      let code = URLText.decode(String(parts[1]))
    else { return .wrongToken }
    let isOurs = HMAC<SHA256>.isValidAuthenticationCode(
      code, authenticating: Array(Self.purpose(of: name, until: end).utf8), using: key)
    guard isOurs else { return .wrongToken }
    return unixSeconds < end ? nil : .expiredToken
  }

  /// The time stands in front of the name, so that no name can be taken for another's time.
  private static func purpose(of agent: String, until unixSeconds: Int64) -> String {
    "agent \(unixSeconds) \(agent)"
  }

  /// A secret that stands for a session: 16 random bytes and as many of their code.
  func newSession() -> String {
    var generator = SystemRandomNumberGenerator()
    let number = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    return URLText.encode(number + [UInt8](code(of: "session", number)).prefix(16))
  }

  /// What stands for a session's secret where the secret itself must not be: 32 bytes.
  func digest(of session: String) -> [UInt8] { [UInt8](SHA256.hash(data: Array(session.utf8))) }

  /// Whether this server, or one with the same key, made that session.
  func isSession(_ session: String) -> Bool {
    guard let bytes = URLText.decode(session), bytes.count == 32 else { return false }
    let expected = [UInt8](code(of: "session", Array(bytes.prefix(16)))).prefix(16)
    // All bytes are looked at, wherever the first difference is.
    return zip(bytes.suffix(16), expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func code(of purpose: String, _ bytes: [UInt8] = []) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8) + bytes, using: key)
  }
}
