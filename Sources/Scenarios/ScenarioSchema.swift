// The JSON Schema of the scenario file, made of the table that decoding uses.

/// The schema that editors use to complete and check scenarios.
public enum ScenarioSchema {
  /// JSON Schema, draft 2020-12.
  public static func json() -> String {
    guard case .object(let members) = ScenarioKeys.table.schema else { return "{}\n" }
    let head: [(key: String, value: JSON)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string("Sangdam scenario, version 1")),
    ]
    return JSON.object(head + members).text() + "\n"
  }
}
