// How large a scenario may be; every limit that the checks name stands here.

/// Limits on a scenario and on the files it names.
public enum Limits {
  /// Bytes of a scenario file.
  public static let fileBytes = 4 << 20
  /// Lists and maps within one another.
  public static let depth = 32
  /// Lines, commas and colons of a scenario file: keeps what its parser builds below 256 MiB.
  public static let entries = 200_000
  /// Values after aliases are replaced by what they stand for.
  public static let expandedValues = 400_000
  /// Entries of one list.
  public static let listEntries = 100_000
  /// Characters of a single value.
  public static let valueCharacters = 4_096
  /// Faults that are written out.
  public static let diagnostics = 100
  /// Faults that are kept at all.
  public static let keptDiagnostics = 2_000
  /// Entries of `demand`.
  public static let streams = 8_192
  /// Entries of `agents`.
  public static let groups = 1_024
  /// Agents of all groups at once.
  public static let agents = 200_000
  /// Entries of `sites`.
  public static let sites = 1_024
  /// Entries of `locations`.
  public static let locations = 256
  /// Entries of `routing.rings`.
  public static let rings = 8
  /// Milliseconds of the longest `routing.match-window`.
  public static let matchWindowMilliseconds: Int64 = 250
  /// Chats at once of one agent.
  public static let concurrency = 16
  /// Entries of `objectives`.
  public static let objectives = 256
  /// Periods of `by_period`.
  public static let reportedPeriods = 2_000
  /// Periods of `by_period` times entries of `demand`.
  public static let cells = 1 << 20
  /// The least entry of `speed`.
  public static let slowestSpeed = 0.001
  /// Days of a run.
  public static let days = 3_653
  /// Expected customers of one replication.
  public static let contacts = 100_000_000
  /// Replications of a run.
  public static let replications = 100_000
  /// Steps of one step function.
  public static let steps = 100_000
  /// Steps of all step functions together.
  public static let allSteps = 2_000_000
  /// Bytes of an arrivals or spans file.
  public static let csvBytes = 256 << 20
  /// Rows of an arrivals file.
  public static let traceRows = 10_000_000
  /// Rows of all files of a scenario together.
  public static let allRows = 20_000_000
  /// Rows of a file of spans.
  public static let empiricalRows = 1_000_000
}
