// Why an agent is not let in.

/// What is wrong with what an agent shows.
public enum SignInFault: String, CaseIterable, Hashable, Sendable {
  /// The token is not this server's, or another agent's.
  case wrongToken = "wrong-token"
  /// The token was good once.
  case expiredToken = "expired-token"
  /// The secret is not that agent's, or the server has no file of secrets.
  case wrongSecret = "wrong-secret"
  /// No agent of the scenario has this name.
  case unknownName = "unknown-name"
}
