// What the program's exit codes mean, and which version it is.

/// What a command's exit code says; the same in every command.
enum ExitStatus {
  static let missed: Int32 = 1
  static let wrongInput: Int32 = 2
  static let invalidRun: Int32 = 3
  static let undecided: Int32 = 4
}

/// The version of the program.
enum Version {
  static let current = "0.1.0"
}
