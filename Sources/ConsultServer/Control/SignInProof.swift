// What lets an agent in.

/// What an agent shows to sign in.
enum SignInProof: Equatable {
  /// Made with the server's key; good until its time.
  case token(String)
  /// The agent's own, whose hash the server's file has.
  case secret(String)
}
