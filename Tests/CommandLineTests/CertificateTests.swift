// The certificate as a user sees it: in the document, on the terminal, and why there may be none.

import Foundation
import Testing

struct CertificateTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func certificate(_ arguments: String...) throws -> [String: Any] {
    let ending = try Program.run(
      ["simulate", try folder.scenario(), "--json"] + arguments, input: [], in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    return try #require(try ending.document()["certificate"] as? [String: Any])
  }

  @Test("every run says how far the core is from what is known exactly")
  func passed() throws {
    let certificate = try certificate()
    #expect(certificate["verdict"] as? String == "passed")
    // Seven agents, nine places; nobody leaves among the letters, so the mean patience is longer.
    #expect(certificate["model"] as? String == "M/M/9+M")
    let bound = try #require(certificate["bound"] as? Double)
    let checks = try #require(certificate["checks"] as? [[String: Any]])
    #expect(checks.count == 5 && bound > 4 && bound < 5)
    for check in checks {
      let exact = try #require(check["exact"] as? Double)
      let simulated = try #require(check["simulated"] as? Double)
      let error = try #require(check["standard_error"] as? Double)
      let gap = try #require(check["gap"] as? Double)
      #expect(abs(gap) <= bound && abs(gap - (simulated - exact) / error) < 1e-6)
    }
    #expect(try #require(certificate["contacts"] as? Double) < 52_000)
  }

  @Test("a queue that cannot keep up has no exact model, and says so")
  func absent() throws {
    let certificate = try certificate(
      "--set", "demand.0.patience=never", "--set", "demand.0.arrivals.rate=900/h")
    #expect(certificate["model"] is NSNull)
    #expect((certificate["reason"] as? String)?.contains("no steady state") == true)
  }

  @Test("the table tells it in plain words, and --quiet nothing")
  func table() throws {
    let scenario = try folder.scenario()
    let shown = try Program.run("simulate", scenario, in: folder)
    #expect(shown.output.contains("What Erlang would have told (M/M/9+M)"))
    #expect(shown.output.contains("Check of the machinery: M/M/9+M"))
    for line in shown.output.split(separator: "\n") where !line.hasPrefix("Result: ") {
      #expect(line.count <= 80)
    }
    #expect(try Program.run("simulate", scenario, "--quiet", in: folder).output.isEmpty)
  }
}
