// Exit codes, the same in every command, and what is said with them.

import Testing

struct ExitCodeTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test("without a command the program explains itself", arguments: [[], ["--help"], ["code"]])
  func help(arguments: [String]) throws {
    let ending = try Program.run(arguments, input: [], in: folder)
    #expect(ending.code == 0)
    #expect(ending.output.contains("USAGE: sangdam"))
    #expect(ending.complaint.isEmpty)
  }

  @Test("the version is a number of three parts")
  func version() throws {
    let ending = try Program.run("--version", in: folder)
    #expect(ending.code == 0)
    #expect(ending.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "no help text is wider than a terminal",
    arguments: [
      ["--help"], ["simulate", "--help"], ["check", "--help"], ["schema", "--help"],
      ["report", "--help"], ["profile", "--help"], ["explain", "--help"], ["code", "--help"],
      ["code", "make", "--help"],
      ["code", "read", "--help"], ["code", "check", "--help"],
    ])
  func widths(arguments: [String]) throws {
    let ending = try Program.run(arguments, input: [], in: folder)
    #expect(ending.code == 0)
    #expect(ending.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(
    "wrong usage is exit code 2, and says what is wrong where",
    arguments: [
      (["dance"], "'dance'"), (["simulate"], "<scenario>"), (["check"], "<scenario>"),
      (["simulate", "s.yaml", "--no-such-option"], "--no-such-option"),
      (["simulate", "s.yaml", "--threads", "0"], "1 to 1024"),
      (["simulate", "s.yaml", "--threads", "two"], "--threads"),
      (["simulate", "s.yaml", "--replications", "0"], "1 to 100000"),
      (["simulate", "s.yaml", "--seed", "-1"], "--seed"),
      (["simulate", "s.yaml", "--out", ""], "--out"), (["schema", "s.yaml"], "s.yaml"),
      (["simulate", "absent.yaml"], "absent.yaml:1:1: error: there is no such file"),
      (["simulate", "."], ".:1:1: error: this is a directory"),
      (["check", "absent.yaml"], "absent.yaml:1:1: error: "),
    ])
  func usage(arguments: [String], words: String) throws {
    _ = try folder.scenario()
    let ending = try Program.run(arguments, input: [], in: folder)
    #expect(ending.code == 2)
    #expect(ending.complaint.contains(words))
    #expect(ending.output.isEmpty)
    #expect(folder.names(in: "results").isEmpty)
  }

  /// Lines of objectives and the code that follows. A limit inside the interval (some 160 customers
  /// a run, give or take ten) is undecided.
  static let verdicts: [(lines: [String], code: Int32)] = [
    (["metric: abandonment, at-most: 100%"], 0),
    (["metric: offered, at-most: 1"], 1),
    (["metric: offered, at-most: 160"], 4),
    (["metric: offered, at-most: 1", "metric: offered, at-most: 160"], 1),
  ]

  @Test(
    "objectives decide between 0, 1 and 4, and a miss outweighs doubt",
    arguments: verdicts)
  func objectives(lines: [String], code: Int32) throws {
    let tail = "objectives:\n" + lines.map { "  - {\($0)}\n" }.joined()
    let scenario = try folder.scenario(SmallScenario.text + tail)
    let ending = try Program.run("simulate", scenario, "--json", in: folder)
    #expect(ending.code == code, "\(ending.complaint)")
  }

  @Test("one wrong scenario among right ones is exit code 2; the right ones are still named")
  func checkSeveral() throws {
    let good = try folder.scenario()
    let bad = try folder.scenario("sangdam: 1\nname: x\nlenght: 2h\npacience: 3\n", as: "bad.yaml")
    let ending = try Program.run("check", good, bad, in: folder)
    #expect(ending.code == 2)
    #expect(ending.output.hasPrefix("s.yaml: ok: small, 2 streams, 7 agents in 2 groups, 2h\n"))
    let errors = ending.complaint.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(errors.count >= 4)
    #expect(errors.allSatisfy { $0.firstMatch(of: #/^bad.yaml:\d+:\d+: error: /#) != nil })
    #expect(ending.complaint.contains("did you mean"))
    #expect(ending.complaint.hasSuffix("\nsangdam: \(errors.count) errors in 1 of 2 scenarios.\n"))
    #expect(!ending.complaint.contains("^"), "the source is for a terminal")
  }

  @Test("a name cannot make a terminal do anything, whether its scenario is fine or not")
  func controlCharacters() throws {
    let good = try folder.scenario(as: "\u{1B}[31m\n.yaml")
    let fine = try Program.run("check", good, good, in: folder)
    #expect(fine.output.hasPrefix("\\u{1b}[31m\\n.yaml: ok: small"))
    #expect(fine.output.hasSuffix("\nAll 2 are fine.\n"))
    let bad = try folder.scenario("a: \"\\e[31m\"\n", as: "\u{7}\u{202E}.yaml")
    for arguments in [["check", bad], ["simulate", bad], ["check", "\u{1B}"], ["\u{1B}c"]] {
      let ending = try Program.run(arguments, input: [], in: folder)
      #expect(ending.code == 2)
      #expect(ending.complaint.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 })
      #expect(!ending.complaint.unicodeScalars.contains("\u{202E}"))
    }
  }

  @Test("--quiet leaves nothing to say about what is fine")
  func quiet() throws {
    let scenario = try folder.scenario()
    let check = try Program.run("check", scenario, "--quiet", in: folder)
    #expect((check.code, check.output, check.complaint) == (0, "", ""))
    let run = try Program.run("simulate", scenario, "--quiet", "--out", "o", in: folder)
    #expect((run.code, run.output, run.complaint) == (0, "", ""))
    #expect(folder.names(in: "o") == ["periods.csv", "report.html", "result.json"])
  }
}
