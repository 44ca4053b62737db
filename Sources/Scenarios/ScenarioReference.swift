// The reference of the scenario file, made of the table that decoding uses, so that it cannot
// drift.

/// `docs/scenario-reference.md`
public enum ScenarioReference {
  /// The whole page, Markdown.
  public static func markdown() -> String {
    var tables: [Table] = []
    collect(ScenarioKeys.table, into: &tables)
    let parts = [preface] + tables.map(text(of:)) + [limits]
    return parts.joined(separator: "\n") + "\n"
  }

  /// A table and those below it, each once, in the order in which the keys name them.
  private static func collect(_ table: Table, into tables: inout [Table]) {
    guard !tables.contains(where: { $0.title == table.title }) else { return }
    tables.append(table)
    for row in table.rows {
      if let inner = row.table { collect(inner, into: &tables) }
    }
  }

  private static func text(of table: Table) -> String {
    let isPath = table.title.allSatisfy { $0 != " " }
    var lines = ["## " + (isPath ? "`\(table.title)`" : table.title), ""]
    if table.forms.count > 1 {
      let forms = table.forms.map { form in
        let rest = form.dropFirst().map { "`\($0)`" }
        let lead = "`\(form.first ?? "")`"
        return rest.isEmpty ? lead : "\(lead) (with \(Array(rest).listed))"
      }
      lines += ["Exactly one of \(forms.listed).", ""]
    }
    lines += [
      "| key | type | default | allowed | meaning | example |", "|---|---|---|---|---|---|",
    ]
    for row in table.rows {
      let type = row.table.map { "[\(row.kind)](#\(anchor($0.title)))" } ?? row.kind
      let standard = row.isRequired ? "**required**" : row.standard
      // What a linked table says is not said twice.
      let allowed = row.table == nil ? row.allowed : "see there"
      let cells = [
        "`\(row.name)`", type, standard, allowed, row.meaning, "`\(row.name): \(row.example)`",
      ]
      lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ cell: String) -> String {
    String(cell.flatMap { $0 == "|" ? ["\\", "|"] : [$0] })
  }

  /// The name that a heading has in links.
  private static func anchor(_ title: String) -> String {
    String(
      title.lowercased().compactMap { character in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" ? character : nil
      })
  }

  private static let preface = """
    # The scenario file

    Made by machine from the table that reads scenarios; a test keeps it current
    (`UPDATE_GOLDEN=1 swift test --filter ScenariosTests` writes it anew). The same table makes
    `sangdam schema`, the JSON Schema for editors.

    A scenario is YAML (JSON is YAML), one document, UTF-8. Anchors, aliases and `<<` work, tags do
    not. Unknown and repeated keys are errors. `sangdam check FILE` reports all faults at once.

    - **duration**: a number and `ns`, `us`, `ms`, `s`, `m`, `h` or `d`: `90s`, `6.283h`.
      A bare number is an error, 0 too.
    - **rate**, **money per time**: a number, `/` and `s`, `min`, `h` or `d`: `120/h`, `2/min`.
    - **share**: `80%` or `0.8`. **Weights** need not sum to 1.
    - **time of day**: `"09:00"` or `"09:00:30"`, in quotes; needs `opens`.
    - **document number**: eight digits in four pairs, in quotes; a **branch** is a prefix of
      2, 4, 6 or 8 digits, in quotes; the longest that matches decides.
    - **name**: up to 64 letters, digits, `-`, `_` and `.`, beginning with a letter or digit.

    `--set key.path=value` overrides a key; entries of lists by index or by name:
    `--set agents.seoul.count=14`, `--set demand.0.effort.fixed=5m`. A key of another form
    (`fixed` for `exponential`, `staff` for `count`) takes the other's place. The value is YAML.

    """

  private static var limits: String {
    """
    ## How large a scenario may be

    | what | at most |
    |---|---|
    | size of the file | \(Limits.fileBytes >> 20) MiB |
    | lines, commas and colons in it | \(Limits.entries) |
    | lists and maps within one another | \(Limits.depth) |
    | values after aliases are replaced | \(Limits.expandedValues) |
    | characters of one value | \(Limits.valueCharacters) |
    | entries of a list of numbers | \(Limits.listEntries) |
    | streams | \(Limits.streams) |
    | groups, agents in all | \(Limits.groups), \(Limits.agents) |
    | sites, locations | \(Limits.sites), \(Limits.locations) |
    | chats at once, rings | \(Limits.concurrency), \(Limits.rings) |
    | objectives | \(Limits.objectives) |
    | `length` | \(Limits.days) days |
    | periods of `report-every` | \(Limits.reportedPeriods) |
    | steps of a staffing or a rate, of all | \(Limits.steps), \(Limits.allSteps) |
    | expected customers of a replication | \(Limits.contacts) |
    | replications | \(Limits.replications) |
    | rows of a trace, of an empirical file | \(Limits.traceRows), \(Limits.empiricalRows) |
    | rows of all such files | \(Limits.allRows) |
    | size of such a file | \(Limits.csvBytes >> 20) MiB |
    """
  }
}
