// What can be wrong with a file of secrets.

/// Why a file of secrets cannot be used.
public enum CredentialsFault: Error, Equatable {
  /// The system does not let it be read or made; its error number.
  case unreadable(Int32)
  /// Others than its owner may read it.
  case openToOthers
  /// It is no `{"key": "…"}` with 64 hexadecimal digits.
  case malformed
  /// A line, from 1, is none of a file of agents, or names an agent a second time.
  case malformedLine(Int)
}
