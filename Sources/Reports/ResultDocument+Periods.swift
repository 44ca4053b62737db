// The periods of a result as a table for spreadsheets, one row a period.

import Consulting
import Scenarios

extension ResultDocument {
  /// The periods as CSV (RFC 4180): a row of names, then one row for each period.
  ///
  /// Seconds and shares as in the document; of the service level the interval too. A figure
  /// without cases is an empty field.
  public var periodsCSV: [UInt8] {
    var writer = CSVWriter()
    let levels = metrics.serviceLevels.filter { $0.variant == .offered }
    writer.row(
      Self.spanColumns + Self.keys.map(Self.column) + ["staffed"]
        + levels.flatMap(Self.columns))
    for period in periods {
      write(period.span, to: &writer)
      for key in Self.keys { writer.number(period.figures[key]?.mean) }
      writer.number(period.figures.staffed?.mean)
      for level in levels {
        let figure = period.figures[.serviceLevel(within: level.within, variant: .offered)]
        writer.number(figure?.mean)
        writer.number(figure?.low)
        writer.number(figure?.high)
      }
      writer.endRow()
    }
    return writer.bytes
  }

  private static let spanColumns = ["from_s", "to_s", "day", "from", "to"]
  private static let keys = FigureKey.allCases

  /// `wait.p95` heads its column as `wait_p95`.
  private static func column(_ key: FigureKey) -> String {
    key.rawValue.replacing(".", with: "_")
  }

  private static func columns(_ level: ServiceLevelFigure) -> [String] {
    let name = "service_level_\(level.within.seconds.reportedText)s"
    return [name, "\(name)_low", "\(name)_high"]
  }

  /// The time since opening; where the time of day at opening is known, days since then and clock.
  private func write(_ span: Range<SimulationTime>, to writer: inout CSVWriter) {
    writer.number(span.lowerBound.seconds)
    writer.number(span.upperBound.seconds)
    guard let opens = scenario.opens else {
      for _ in 0..<3 { writer.empty() }
      return
    }
    let from = (opens + span.lowerBound).nanoseconds / 1_000_000_000
    let to = (opens + span.upperBound).nanoseconds / 1_000_000_000
    writer.integer(from / 86_400)
    writer.text(Self.clock(from))
    writer.text(Self.clock(to))
  }

  private static func clock(_ seconds: Int64) -> String {
    [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60]
      .map(HumanUnits.twoDigits).joined(separator: ":")
  }
}
