// Results that cannot be written, or whose writer dies: a sentence, and never a broken file.

import Foundation
import Testing

struct WritingTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  @Test("a file in the way of --out is named, before the run and without a trace of it")
  func fileInTheWay() throws {
    let scenario = try folder.scenario()
    for out in ["s.yaml", "s.yaml/below"] {
      let ending = try Program.run("simulate", scenario, "--out", out, in: folder)
      #expect(ending.code == 3)
      #expect(ending.complaint.contains("s.yaml is a file, not a folder; choose another place"))
      #expect(ending.output.isEmpty)
    }
    #expect(try folder.text("s.yaml") == SmallScenario.text)
  }

  @Test("a directory called result.json is left alone; the figures are shown all the same")
  func directoryInTheWay() throws {
    let scenario = try folder.scenario()
    _ = try folder.makeFolder("o/result.json")
    let ending = try Program.run("simulate", scenario, "--out", "o", in: folder)
    #expect(ending.code == 3)
    #expect(ending.complaint.contains("a directory is in the way"))
    #expect(ending.output.contains("Figures of a day") && !ending.output.contains("Result:"))
    #expect(folder.names(in: "o") == ["result.json"])
  }

  @Test("a folder in which nobody may write is refused before the run")
  func noPermission() throws {
    let scenario = try folder.scenario()
    // Root may write everywhere but where the kernel itself says no.
    let closed = try folder.makeFolder("closed", mode: 0o500)
    let out = geteuid() == 0 ? "/proc/sangdam/o" : "\(closed)/o"
    let ending = try Program.run("simulate", scenario, "--out", out, in: folder)
    #expect(ending.code == 3)
    #expect(ending.complaint.hasPrefix("sangdam: cannot write results to "))
    #expect(ending.complaint.hasSuffix("; choose another place with --out.\n"))
  }

  @Test("a file that may not grow leaves the old result, a sentence and exit code 3")
  func limitedFile() throws {
    let scenario = try folder.scenario()
    #expect(try Program.run("simulate", scenario, "--out", "o", in: folder).code == 0)
    let old = try folder.text("o/result.json")
    let ending = try Program.shell(
      "ulimit -f 1; sangdam simulate s.yaml --seed 9 --quiet --out o", in: folder)
    #expect(ending.code == 3)
    #expect(ending.complaint.contains("File too large"))
    #expect(try folder.text("o/result.json") == old)
    #expect(folder.names(in: "o") == ["periods.csv", "report.html", "result.json"])
  }

  /// A file system of 8 KiB where one can be mounted; else a limit of one block on every file.
  @Test("a full disk leaves nothing of a new result, a sentence and exit code 3")
  func fullDisk() throws {
    let scenario = try folder.scenario()
    _ = try folder.makeFolder("disk")
    let mount = try Program.shell("mount -t tmpfs -o size=8k none disk", in: folder)
    let isMounted = mount.code == 0
    defer { if isMounted { unmount() } }
    let limit = isMounted ? "" : "ulimit -f 1; "
    let words = isMounted ? "No space left on device" : "File too large"
    print("a full disk is \(isMounted ? "a tmpfs of 8 KiB" : "RLIMIT_FSIZE of one block")")
    let ending = try Program.shell(
      limit + "sangdam simulate \(scenario) --quiet --out disk/o", in: folder)
    #expect(ending.code == 3 && ending.isOrderly)
    #expect(ending.complaint.contains(words))
    #expect(folder.names(in: "disk").isEmpty)
  }

  private func unmount() {
    do {
      let ending = try Program.shell("umount disk", in: folder)
      #expect(ending.code == 0)
    } catch {
      Issue.record(error)
    }
  }

  @Test("standard output that cannot be written is a failed run, a reader who left is none")
  func standardOutput() throws {
    _ = try folder.scenario()
    for command in ["simulate s.yaml --json", "simulate s.yaml", "schema", "--help"] {
      let full = try Program.shell("sangdam \(command) > /dev/full", in: folder)
      #expect(full.code == 3 && full.complaint.contains("No space left on device"), "\(command)")
      let closed = try Program.shell("sangdam \(command) >&-", in: folder)
      #expect(closed.code == 3 && closed.complaint.contains("Bad file descriptor"), "\(command)")
      let left = try Program.shell("(sangdam \(command); echo $? >&2) | head -n 1", in: folder)
      #expect(left.output.split(separator: "\n").count == 1, "\(command)")
      #expect(left.complaint == "0\n", "\(command)")
    }
  }

  @Test("a killed run leaves the old result or the new one, whole")
  func killed() throws {
    let scenario = try folder.scenario()
    let seed = UInt64.random(in: 1...(1 << 40))
    var generator = SeededDelays(seed: seed)
    #expect(try Program.run("simulate", scenario, "--out", "o", in: folder).code == 0)
    var seeds: Set<Int> = []
    for attempt in 0..<25 {
      let run = try Program.start(
        ["simulate", scenario, "--seed", "\(100 + attempt)", "--quiet", "--out", "o"], in: folder)
      usleep(generator.next(below: 90_000))
      run.send(SIGKILL)
      _ = try run.wait()
      let data = Data(try folder.text("o/result.json").utf8)
      let object = try JSONSerialization.jsonObject(with: data)
      let document = try #require(object as? [String: Any], "seed \(seed), attempt \(attempt)")
      #expect(document["engine"] != nil)
      seeds.insert(try #require(document["seed"] as? Int))
      let strays = folder.names(in: "o").filter {
        !["periods.csv", "report.html", "result.json"].contains($0)
      }
      #expect(strays.allSatisfy { $0.hasPrefix(".sangdam-") && $0.hasSuffix(".tmp") })
    }
    print("killed runs: seed \(seed), \(seeds.count) different results were seen whole")
  }
}

/// Delays in microseconds that a seed repeats.
struct SeededDelays {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below limit: UInt32) -> UInt32 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt32(truncatingIfNeeded: state >> 33) % limit
  }
}
