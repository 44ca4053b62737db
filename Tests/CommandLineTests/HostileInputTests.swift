// Scenarios that are no scenarios, too large, endless or never there: refused soon and cheaply.

import Foundation
import Testing

struct HostileInputTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// Processor time for a refusal; what the optimiser has not touched and a sanitizer watches takes
  /// ten times as long.
  #if DEBUG
    private static let limit = Duration.seconds(10)
  #else
    private static let limit = Duration.seconds(1)
  #endif

  /// Refused with a diagnostic, exit code 2, in under a second and 256 MiB.
  private func expectRefused(_ ending: Ending, _ name: String) {
    #expect(ending.code == 2, "\(name): \(ending.complaint.prefix(200))")
    #expect(ending.isOrderly, "\(name)")
    #expect(ending.output.isEmpty, "\(name)")
    #expect(ending.complaint.firstMatch(of: #/:\d+:\d+: error: /#) != nil, "\(name)")
    #expect(ending.processing < Self.limit, "\(name) took \(ending.processing)")
    #expect(
      ending.peakBytes <= max(256 << 20, Self.ownBytes), "\(name) took \(ending.peakBytes) bytes")
  }

  /// What these tests themselves hold: `Ending.peakBytes` is never below it.
  private static var ownBytes: Int {
    var usage = rusage()
    // Safety: the result is a variable of this function.
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  /// The bad scenarios that lie beside the tests of the reader; by their paths.
  static let bad: [String] = {
    let tests = ((#filePath as NSString).deletingLastPathComponent as NSString)
      .deletingLastPathComponent
    let folder = tests + "/ScenariosTests/Bad"
    let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return all.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
  }()

  @Test("every bad scenario is refused by the program, soon and in little memory")
  func badScenarios() throws {
    for path in Self.bad {
      let ending = try Program.start(["check", path], in: folder).wait()
      expectRefused(ending, path)
    }
  }

  /// Texts that hurt readers.
  static let texts: [(name: String, bytes: [UInt8])] = [
    ("nothing", []),
    ("4 MiB of [", [UInt8](repeating: UInt8(ascii: "["), count: 4 << 20)),
    ("4 MiB of {", [UInt8](repeating: UInt8(ascii: "{"), count: (4 << 20) - 1)),
    ("4 MiB of lines", [UInt8](repeating: 10, count: (4 << 20) - 1)),
    ("4 MiB of dashes", Array(String(repeating: "- ", count: 2 << 20).utf8)),
    ("4 MiB in one word", [UInt8](repeating: UInt8(ascii: "a"), count: (4 << 20) - 1)),
    ("4 MiB of quotes", [UInt8](repeating: UInt8(ascii: "\""), count: (4 << 20) - 1)),
    ("NUL", Array(SmallScenario.text.utf8) + [0]),
    ("no UTF-8", [0xFF, 0xFE, 0x80, 0xC0]),
    ("aliases in aliases", Array(bomb.utf8)),
    ("100 MB", [UInt8](repeating: UInt8(ascii: "#"), count: 100_000_000)),
  ]

  /// Nine lists of nine aliases each: 9⁹ values when all are replaced.
  static let bomb: String = {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let aliases = repeatElement("*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }()

  @Test("hostile texts are refused, from a file and from standard input")
  func hostileTexts() throws {
    for (name, bytes) in Self.texts {
      let path = try folder.write("hostile.yaml", bytes)
      expectRefused(try Program.start(["check", path], in: folder).wait(), name)
      expectRefused(
        try Program.start(["simulate", "-", "--json"], input: path, in: folder).wait(), name)
    }
  }

  @Test("what is no file of text is refused: endless, a directory, a pipe without a writer")
  func strangeFiles() throws {
    #expect(try Program.shell("mkfifo pipe", in: folder).code == 0)
    for path in ["/dev/zero", "/dev/null", ".", "pipe", "absent/s.yaml", "s\u{1}\n.yaml"] {
      for command in [["check", path], ["simulate", path, "--json"]] {
        expectRefused(try Program.start(command, in: folder).wait(), path)
      }
    }
    expectRefused(
      try Program.start(["check", "-"], input: "/dev/zero", in: folder).wait(), "endless input")
  }

  @Test("a scenario may come through a pipe, in two pieces with a pause")
  func pipe() throws {
    _ = try folder.scenario()
    let halves = "head -c 300 s.yaml; sleep 0.2; tail -c +301 s.yaml"
    let piped = try Program.shell("(\(halves)) | sangdam check /dev/stdin", in: folder)
    #expect(piped.code == 0, "\(piped.complaint)")
  }

  @Test("a scenario may come from a pipe with a name, as long as its writer holds it")
  func namedPipe() throws {
    _ = try folder.scenario()
    // The shell holds both ends as 9, so that the pipe has a writer when the program opens it; it
    // lets go when the program has it open. Nothing hangs on how long anything takes: numbers from
    // 10 on are the shell's own, where the child keeps what was 9 until it becomes the program.
    let line = """
      mkfifo p; exec 9<>p; cat s.yaml >&9; '\(Program.path)' check p 9>&- & child=$!
      until for held in /proc/$child/fd/[0-8]; do [ "$held" -ef p ] && break; done; do :; done
      exec 9>&-; wait $child
      """
    let named = try Program.shell(line, in: folder)
    #expect(named.code == 0, "\(named.complaint)")
    #expect(named.output.hasPrefix("p: ok: small"))
  }

  @Test("a file that nobody may read is refused with what to do about it")
  func noPermission() throws {
    let path = folder.path(try folder.scenario())
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let ending = try Program.start(["check", "s.yaml"], in: folder).wait()
    // Root reads everything.
    guard geteuid() != 0 else { return #expect(ending.code == 0) }
    expectRefused(ending, "no permission")
    #expect(ending.complaint.contains("permission"))
  }
}
