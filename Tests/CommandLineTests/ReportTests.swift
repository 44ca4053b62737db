// `sangdam report`: results in, one page out, a sentence for everything else.

import Foundation
import Testing

struct ReportTests {
  let folder: Scratch

  init() throws {
    folder = try Scratch()
    let ending = try Program.run(
      "simulate", try folder.scenario(), "--quiet", "--out", "o", in: folder)
    #expect(ending.code == 0, "\(ending.complaint)")
  }

  @Test("a page is made of a file or of its folder, beside it or where --out says")
  func places() throws {
    let beside = try Program.run("report", "o", in: folder)
    #expect(beside.code == 0 && beside.output == "Report: o/report.html\n")
    let named = try Program.run("report", "o/result.json", "--out", "p.html", in: folder)
    #expect(named.code == 0 && named.output == "Report: p.html\n")
    let page = try folder.text("p.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(try folder.text("o/report.html") == page)
    #expect(page.contains("<h1><bdi>small</bdi></h1>"))
    #expect(page.contains("--seed 7 --replications 4"))
  }

  @Test("every file that is no result is named, and no page is left")
  func foreign() throws {
    _ = try folder.write("empty.json", [])
    _ = try folder.makeFolder("none")
    let ending = try Program.run(
      "report", "o", "s.yaml", "empty.json", "missing.json", "none", "/dev/null", "--out",
      "p.html", in: folder)
    #expect(ending.code == 2 && ending.isOrderly && ending.output.isEmpty)
    let complaints = ending.complaint.split(separator: "\n")
    #expect(complaints.count == 5)
    #expect(
      complaints[0] == "s.yaml: error: this is no JSON; a report is made of result.json files")
    #expect(complaints[2] == "missing.json: error: there is no such file")
    #expect(complaints[3] == "none/result.json: error: there is no such file")
    #expect(!folder.names().contains("p.html"))
  }

  @Test("one to eight results fit on a page")
  func counts() throws {
    let eight = Array(repeating: "o", count: 8)
    let fine = try Program.run(["report"] + eight + ["--out", "p.html"], input: [], in: folder)
    #expect(fine.code == 0)
    #expect(try folder.text("p.html").contains("8 results side by side"))
    let nine = try Program.run(["report", "o"] + eight, input: [], in: folder)
    #expect(nine.code == 2 && nine.complaint.contains("at most 8 fit side by side"))
    #expect(try Program.run("report", in: folder).code == 2)
  }

  @Test("a page never takes the place of a result, whatever name leads there")
  func ownResult() throws {
    let old = try folder.text("o/result.json")
    #expect(try Program.shell("ln -s o/result.json link", in: folder).code == 0)
    for place in ["o/result.json", "o/../o/result.json", "link"] {
      let ending = try Program.run("report", "o", "--out", place, in: folder)
      #expect(ending.code == 2 && ending.output.isEmpty)
      #expect(ending.complaint.hasPrefix("\(place): error: this is one of the results"))
    }
    #expect(try folder.text("o/result.json") == old)
  }

  @Test("a page that cannot be written is a failed run with its reason")
  func unwritable() throws {
    let ending = try Program.run("report", "o", "--out", "no/such/p.html", in: folder)
    #expect(ending.code == 3)
    #expect(ending.complaint.hasPrefix("sangdam: cannot write no/such/p.html: "))
  }
}
