// The file of agents' secrets as a running server sees it: read again when it has changed.

/// Who may sign in by a secret, now.
struct AgentFile {
  private let path: String
  private var version: PrivateFile.Version?
  private var secrets = AgentSecrets()
  /// Why nobody is let in by a secret; nil if the file is as it should be.
  private(set) var fault: CredentialsFault?

  init(path: String) {
    self.path = path
    readAgain()
  }

  /// Whether that is the agent's secret, by the file as it is at this moment.
  ///
  /// - Complexity: O(1) and a system call; O(agents) after the file has changed.
  mutating func isSecret(_ secret: String, ofAgent name: String) -> Bool {
    if version == nil || PrivateFile.Version(at: path) != version { readAgain() }
    return secrets.isSecret(secret, ofAgent: name)
  }

  /// What cannot be read lets nobody in: somebody may have meant to take an agent out.
  private mutating func readAgain() {
    do throws(CredentialsFault) {
      let file = try PrivateFile(path: path)
      version = file.version
      secrets = try AgentSecrets(text: String(decoding: file.bytes, as: UTF8.self))
      fault = nil
    } catch {
      secrets = AgentSecrets()
      fault = error
    }
  }
}
