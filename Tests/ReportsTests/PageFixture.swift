// A result document with every key that a page reads, small and full of names that bite.

import Foundation

@testable import Reports

enum PageFixture {
  /// The document that the browser tests open as well.
  static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Browser/every-key.json")

  static func json() throws -> [UInt8] { Array(try Data(contentsOf: file)) }

  static func page(_ results: [UInt8]...) throws -> String {
    let readings = try results.enumerated().map {
      try ResultReading(json: $0.element, name: "runs/\($0.offset)/result.json")
    }
    return String(decoding: ReportPage(results: readings).html, as: UTF8.self)
  }

  /// The document with one text in the place of another.
  static func json(replacing old: String, with new: String) throws -> [UInt8] {
    Array(String(decoding: try json(), as: UTF8.self).replacing(old, with: new).utf8)
  }

  /// The shortest document that is one.
  static let least = Array(
    #"{"sangdam":1,"kind":"simulation","scenario":{"name":"n"},"replications":1,"metrics":{}}"#
      .utf8)
}
