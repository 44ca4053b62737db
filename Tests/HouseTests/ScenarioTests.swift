// The shipped scenarios are sound and say where their figures come from; every key is documented
// and read.

import Scenarios
import Testing

struct ScenarioTests {
  private let files = Repository.sources.filter { $0.path.hasPrefix("Sources/Scenarios/") }

  @Test("every scenario that is shipped decodes", arguments: Repository.scenarios.map(\.path))
  func decodes(path: String) throws {
    let source = try ScenarioSource.read(path: Repository.place(of: path))
    let plan = try Plan(checking: source, overrides: [])
    #expect("scenarios/\(plan.name).yaml" == path)
    #expect(!plan.description.isEmpty)
    #expect(!plan.objectives.isEmpty)
  }

  @Test("every scenario names its sources before its first key")
  func sources() {
    #expect(Repository.scenarios.count >= 3)
    for file in Repository.scenarios {
      let head = file.lines.prefix { $0.hasPrefix("#") }
      #expect(head.contains("# Sources"), "\(file.path) has no line `# Sources` at its head")
    }
  }

  @Test("the bank's day has its contacts, its half hours and a teller group as long")
  func bank() throws {
    let path = Repository.place(of: "scenarios/bank-weekday-usa-2003.yaml")
    let plan = try Plan(checking: .read(path: path), overrides: [])
    let calls = try #require(plan.demand.first)
    guard case .count(32_461, let shares, .poisson) = calls.arrivals else {
      Issue.record("the calls are no count of 32,461")
      return
    }
    #expect(shares.count == 28)
    #expect(plan.agents.map(\.staffing.values.count) == [28])
  }

  @Test("every key of a scenario is in the reference, and code reads it")
  func keys() {
    let keys = ScenarioKey.declared(in: files)
    #expect(keys.count >= 60)
    let reference = Repository.text("docs/scenario-reference.md")
    expectNone(ScenarioKey.undocumented(keys, in: reference))
    expectNone(ScenarioKey.unread(keys, by: files))
  }

  @Test("a key without reference and a key without reader are found")
  func samples() {
    let text = """
      static let seed = Key.optional(
        "seed", number)
      static let idle = Key.required("idle-time", span)
      static let table = Table([seed.row, idle.row])
      let a = section.read(seed)
      """
    let file = SourceText(path: "Sources/Scenarios/Keys.swift", text: text)
    let keys = ScenarioKey.declared(in: [file])
    #expect(keys.map(\.key) == ["seed", "idle-time"])
    let reference = SourceText(path: "docs/scenario-reference.md", text: "| `idle-time` | x |")
    #expect(ScenarioKey.undocumented(keys, in: reference).map(\.line) == [1])
    #expect(ScenarioKey.unread(keys, by: [file]).map(\.line) == [3])
  }
}
