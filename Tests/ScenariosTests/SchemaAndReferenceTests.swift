// What is made of the key table for people and editors: the reference and the JSON Schema.

import Foundation
import Testing

@testable import Scenarios

@Test("the committed reference is the one the key table makes")
func referenceIsCurrent() throws {
  try TestFiles.expect(
    ScenarioReference.markdown(), matches: TestFiles.root + "/docs/scenario-reference.md")
}

@Test("the schema is JSON of draft 2020-12 and closes every map")
func schemaIsJSON() throws {
  let parsed = try JSONSerialization.jsonObject(with: Data(ScenarioSchema.json().utf8))
  let root = try #require(parsed as? [String: Any])
  #expect(root["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  #expect(root["additionalProperties"] as? Bool == false)
  #expect(
    root["required"] as? [String] == ["sangdam", "name", "length", "demand", "agents"])
}

@Test("every key of every table says what it means, with an example")
func everyKeyIsDescribed() {
  var titles: Set<String> = []
  func walk(_ table: Table) {
    guard titles.insert(table.title).inserted else { return }
    #expect(Set(table.rows.map(\.name)).count == table.rows.count, "\(table.title)")
    for row in table.rows {
      #expect(row.meaning.hasSuffix("."), "\(table.title): \(row.name)")
      #expect(!row.example.isEmpty, "\(table.title): \(row.name)")
      #expect(Set(table.forms.joined()).isSubset(of: table.rows.map(\.name)))
      if let inner = row.table { walk(inner) }
    }
  }
  walk(ScenarioKeys.table)
  #expect(titles.count > 20)
}

@Test("every key of the contract is in the reference")
func contractKeysAreThere() {
  let reference = ScenarioReference.markdown()
  for key in [
    "warmup", "closing", "report-every", "busyness", "patience", "first-answer", "silent",
    "mismatch", "help", "absence", "wrap-up", "leaving", "choose-agent", "choose-customer",
    "document-digits", "ageing", "in-system", "at-least", "at-most", "share-of-periods",
  ] {
    #expect(reference.contains("| `\(key)` |"), "\(key)")
  }
}
