// The tables that a run writes for other programs: read back, and held against its document.

import Foundation
import Testing

struct TableTests {
  let folder: Scratch

  init() throws { folder = try Scratch() }

  /// What is in the folder beside the input and output of the programs that ran.
  private var files: [String] {
    folder.names().filter { $0.wholeMatch(of: /(out|err)-\d+|stdin/) == nil }
  }

  private func document(_ name: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(try folder.text(name).utf8))
    return try #require(object as? [String: Any])
  }

  @Test("the contacts are the same bytes for any number of threads")
  func threads() throws {
    let scenario = try folder.scenario()
    for threads in ["1", "2", "5"] {
      let ending = try Program.run(
        "simulate", scenario, "--json", "--replications", "40", "--threads", threads,
        "--contacts", "c\(threads).csv", in: folder)
      #expect(ending.code == 0 && ending.complaint.isEmpty)
    }
    let one = try folder.text("c1.csv")
    #expect(try folder.text("c2.csv") == one)
    #expect(try folder.text("c5.csv") == one)
    #expect(files == ["c1.csv", "c2.csv", "c5.csv", "s.yaml"])
  }

  @Test("the rows of contacts are the customers that the document counts")
  func contacts() throws {
    let scenario = try folder.scenario()
    let ending = try Program.run(
      "simulate", scenario, "--out", "o", "--contacts", "c.csv", in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
    let table = try CSVReader(try folder.text("c.csv"))
    #expect(Set(table.column("demand")) == ["calls", "letters"])
    let columns = try #require(try document("o/result.json")["by_replication"] as? [String: Any])
    let replications = table.column("replication")
    for (index, offered) in try #require(columns["offered"] as? [Int]).enumerated() {
      #expect(replications.count { $0 == "\(index)" } == offered)
    }
    for (outcome, key) in [("answered", "answered"), ("abandoned", "abandoned")] {
      let counted = try #require(columns[key] as? [Int]).reduce(0, +)
      #expect(table.column("outcome").count { $0 == outcome } == counted)
    }
    let waits = table.column("wait_s").compactMap(Double.init).reduce(0, +)
    let counted = try #require(columns["wait_seconds"] as? [Double]).reduce(0, +)
    #expect(abs(waits - counted) < 1e-6 * counted)
  }

  @Test("the periods are read back as the document has them")
  func periods() throws {
    let scenario = try folder.scenario()
    #expect(try Program.run("simulate", scenario, "--out", "o", in: folder).code == 0)
    let table = try CSVReader(try folder.text("o/periods.csv"))
    let periods = try #require(try document("o/result.json")["by_period"] as? [[String: Any]])
    #expect(table.rows.count == periods.count)
    #expect(table.column("from") == ["09:15:00", "09:30:00", "10:00:00", "10:30:00"])
    for key in ["offered", "answered", "blocked", "occupancy", "concurrency", "staffed"] {
      let means = periods.map { ($0[key] as? [String: Any])?["mean"] as? Double }
      #expect(table.column(key).map(Double.init) == means, "\(key)")
    }
    let waits = periods.map { $0["wait"] as? [String: [String: Any]] }
    #expect(
      table.column("wait_p95").map(Double.init) == waits.map { $0?["p95"]?["mean"] as? Double })
  }

  @Test("an interrupted run keeps the contacts of what was finished")
  func interrupted() throws {
    let scenario = try folder.scenario()
    let run = try Program.start(
      [
        "simulate", scenario, "--replications", "100000", "--out", "o", "--threads", "3",
        "--contacts", "c.csv",
      ], in: folder)
    try run.letWork(700_000)
    run.send(SIGINT)
    #expect(try run.wait().code == 3)
    let table = try CSVReader(try folder.text("c.csv"))
    let columns = try #require(try document("o/result.json")["by_replication"] as? [String: Any])
    let numbers = try #require(columns["replication"] as? [Int])
    var seen: [String] = []
    for number in table.column("replication") where number != seen.last { seen.append(number) }
    #expect(seen == numbers.map(String.init))
    #expect(table.rows.count == (columns["offered"] as? [Int])?.reduce(0, +))
    #expect(files == ["c.csv", "o", "o/periods.csv", "o/report.html", "o/result.json", "s.yaml"])
  }

  @Test("contacts that cannot be written cost exit code 3 and a sentence, not the figures")
  func limited() throws {
    _ = try folder.scenario()
    let ending = try Program.shell(
      "(ulimit -f 4; sangdam simulate s.yaml --json --contacts c.csv; echo $? >&2) | cat",
      in: folder)
    #expect(ending.complaint.hasSuffix(".\n3\n"))
    #expect(ending.complaint.contains("cannot write c.csv: writing failed: File too large"))
    #expect(try ending.document()["metrics"] != nil)
    #expect(files == ["s.yaml"])
  }

  @Test("where no contacts can be written nothing is simulated")
  func inTheWay() throws {
    let scenario = try folder.scenario()
    #expect(try Program.shell("mkfifo pipe", in: folder).code == 0)
    for (path, words) in [
      (".", "cannot write .: it is a directory;"), ("absent/c.csv", "make the directory first"),
      ("/dev/null", "it is no file, but a device"), ("pipe", "it is no file, but a device, a pipe"),
    ] {
      let ending = try Program.run(
        "simulate", scenario, "--contacts", path, "--out", "o", in: folder)
      #expect(ending.code == 3 && ending.output.isEmpty, "\(path)")
      #expect(ending.complaint.contains(words), "\(ending.complaint)")
    }
    #expect(try Program.run("simulate", scenario, "--contacts", "", in: folder).code == 2)
    #expect(files == ["pipe", "s.yaml"])
  }

  @Test("contacts never take the place of the scenario or of the run's own files")
  func ownFiles() throws {
    let scenario = try folder.scenario()
    _ = try folder.makeFolder("there")
    #expect(try Program.shell("ln s.yaml link.yaml", in: folder).code == 0)
    for (path, out) in [
      ("s.yaml", "o"), ("./s.yaml", "o"), ("link.yaml", "o"), ("o/result.json", "o/"),
      ("there/periods.csv", "./there"), ("there/../there/report.html", "there"),
    ] {
      let ending = try Program.run(
        "simulate", scenario, "--contacts", path, "--out", out, in: folder)
      #expect(ending.code == 2 && ending.output.isEmpty, "\(path)")
      #expect(ending.complaint.hasPrefix("\(path): error: this is "), "\(ending.complaint)")
    }
    #expect(try folder.text("s.yaml") == SmallScenario.text)
    #expect(files == ["link.yaml", "s.yaml", "there"])
  }

  @Test("a disk that is full at the start is told before the run")
  func fullAtStart() throws {
    _ = try folder.scenario()
    let ending = try Program.shell(
      "(ulimit -f 0; sangdam simulate s.yaml --json --contacts c.csv; echo $?) 2>&1 | cat",
      in: folder)
    #expect(ending.output.hasPrefix("sangdam: cannot write c.csv: writing failed: File too large"))
    #expect(ending.output.hasSuffix(".\n3\n") && !ending.output.contains("metrics"))
    #expect(files == ["s.yaml"])
  }
}
