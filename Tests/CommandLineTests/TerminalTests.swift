// What a person sees who works at a terminal: progress without debris, faults with their lines.

import Foundation
import Testing

struct TerminalTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  private func start(
    _ arguments: [String], environment: [String], on terminal: PseudoTerminal
  ) throws -> RunningProgram {
    try RunningProgram(
      "/usr/bin/env", ["-u", "NO_COLOR"] + environment + [Program.path] + arguments,
      input: "/dev/null", terminal: terminal.path, in: folder)
  }

  /// Runs with standard error on a terminal; what was drawn there.
  private func run(
    _ arguments: [String], environment: [String] = ["TERM=xterm"]
  ) throws -> (ending: Ending, drawn: String) {
    let terminal = try PseudoTerminal(columns: 80)
    let ending = try start(arguments, environment: environment, on: terminal).wait()
    return (ending, terminal.drawn())
  }

  private let longRun = ["simulate", "s.yaml", "--replications", "100000", "--out", "o"]

  @Test("progress fits the terminal, and nothing of it stays", arguments: [UInt16(30), 60, 200])
  func progress(columns: UInt16) throws {
    _ = try folder.scenario()
    let terminal = try PseudoTerminal(columns: columns)
    let run = try start(longRun, environment: ["TERM=xterm"], on: terminal)
    var drawn = ""
    let begin = ContinuousClock.now
    while drawn.components(separatedBy: "\r").count < 6, ContinuousClock.now - begin < .seconds(30)
    {
      drawn += terminal.drawn()
      usleep(10_000)
    }
    run.send(SIGINT)
    let ending = try run.wait()
    drawn += terminal.drawn()
    var frames = drawn.components(separatedBy: "\r\u{1B}[K")
    #expect(frames.removeFirst() == "" && frames.count > 4, "\(frames)")
    #expect(frames.removeLast().hasPrefix("sangdam: interrupted: "), "the bar is gone")
    #expect(frames.allSatisfy { $0.count < Int(columns) && $0.contains(" %") }, "\(frames)")
    #expect(!ending.output.contains("\u{1B}"), "standard output is no terminal here")
  }

  @Test(
    "no progress where it is not wanted, or where the terminal cannot draw",
    arguments: [(["--quiet"], "TERM=xterm"), ([], "TERM=dumb")])
  func noProgress(options: [String], environment: String) throws {
    _ = try folder.scenario()
    let terminal = try PseudoTerminal(columns: 80)
    let run = try start(longRun + options, environment: [environment], on: terminal)
    try run.letWork(500_000)
    run.send(SIGINT)
    #expect(try run.wait().code == 3)
    #expect(terminal.drawn().hasPrefix("sangdam: interrupted: "))
  }

  @Test("a fault is shown with its line, in colour unless NO_COLOR or TERM=dumb says no")
  func faults() throws {
    let text = SmallScenario.text.replacing("length: 2h", with: "length: 120")
    let scenario = try folder.scenario(text)
    for command in [["check", scenario], ["simulate", scenario]] {
      let (ending, drawn) = try run(command)
      #expect(ending.code == 2)
      #expect(drawn.contains("\u{1B}[1;31merror:\u{1B}[0m"))
      for environment in [["TERM=dumb"], ["TERM=xterm", "NO_COLOR=1"]] {
        let plain = try run(command, environment: environment).drawn
        #expect(!plain.contains("\u{1B}"))
        #expect(plain.contains("s.yaml:4:9: error: length: `120` without a unit"))
        #expect(plain.contains(" 4 | length: 120\r\n   |         ^^^\r\n"))
      }
    }
  }
}
