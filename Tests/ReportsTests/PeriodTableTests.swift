// The table of periods for spreadsheets.

import Consulting
import Foundation
import Reports
import Scenarios
import Testing

@Suite("the table of periods")
struct PeriodTableTests {
  /// Rows of fields; nothing here is quoted.
  private func rows(_ document: ResultDocument) -> [[String]] {
    String(decoding: document.periodsCSV, as: UTF8.self).components(separatedBy: "\r\n").map {
      $0.components(separatedBy: ",")
    }
  }

  @Test("has a row a period with the time of day, and an empty field where there is no figure")
  func rows() throws {
    let rows = rows(try ResultDocumentTests.document())
    #expect(rows.count == 5 && rows[4] == [""], "a header, three periods, the end of the last line")
    #expect(rows[1].prefix(5) == ["0", "3600", "0", "09:00:00", "10:00:00"])
    #expect(rows[3].prefix(5) == ["7200", "10800", "0", "11:00:00", "12:00:00"])
    #expect(rows.dropLast().allSatisfy { $0.count == rows[0].count })
    let mean = try #require(rows[0].firstIndex(of: "wait_mean"))
    #expect(rows[3][mean].isEmpty && !rows[1][mean].isEmpty)
  }

  @Test("holds the figures of the document, the service level with its interval")
  func figures() throws {
    let document = try ResultDocumentTests.document()
    let rows = rows(document)
    for (period, row) in zip(document.periods, rows.dropFirst()) {
      func value(_ column: String) throws -> Double? {
        Double(row[try #require(rows[0].firstIndex(of: column), "\(column)")])
      }
      for key in FigureKey.allCases {
        let column = key.rawValue.replacingOccurrences(of: ".", with: "_")
        #expect(try value(column) == period.figures[key]?.mean, "\(column)")
      }
      #expect(try value("staffed") == period.figures.staffed?.mean)
      let level = period.figures[.serviceLevel(within: SmallRun.within, variant: .offered)]
      #expect(try value("service_level_20s") == level?.mean)
      #expect(try value("service_level_20s_low") == level?.low)
      #expect(try value("service_level_20s_high") == level?.high)
    }
  }
}
