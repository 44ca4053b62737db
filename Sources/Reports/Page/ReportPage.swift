// The report: one page of HTML that needs nothing but itself.

/// A page made of one result, or of several side by side.
public struct ReportPage {
  /// The most results that fit side by side.
  public static let mostResults = 8

  private let results: [ShownResult]

  /// The page of those results, of which there are 1 to `mostResults`.
  public init(results: [ResultReading]) {
    precondition(
      1...Self.mostResults ~= results.count, "a page shows 1 to \(Self.mostResults) results")
    self.results = zip(results, "ABCDEFGH").map { reading, letter in
      ShownResult(
        letter: results.count > 1 ? String(letter) : nil, file: reading.name,
        document: reading.document)
    }
  }

  /// The page in UTF-8, the same bytes for the same results.
  public var html: [UInt8] {
    var page = Markup()
    page.constant("<!DOCTYPE html>\n")
    page.element("html", ["lang": "en"]) { page in
      page.element("head") { writeHead(into: &$0) }
      page.breakLine()
      page.element("body") { writeBody(into: &$0) }
    }
    page.breakLine()
    return page.bytes
  }

  private var title: String {
    let names = results.map { $0.name.amidst }
    return "\(names.joined(separator: ", ")) – Sangdam report"
  }

  private func writeHead(into page: inout Markup) {
    page.open("meta", ["charset": "utf-8"])
    page.open("meta", ["http-equiv": "Content-Security-Policy", "content": PagePolicy.text])
    page.open("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    page.open("meta", ["name": "color-scheme", "content": "light dark"])
    page.element("title", title)
    page.element("style") { $0.constant(Stylesheet.text) }
  }

  private func writeBody(into page: inout Markup) {
    page.element("a", ["class": "skip", "href": "#content"], "Skip to the figures")
    PageHead(results: results).write(into: &page)
    page.element("main", ["id": "content", "tabindex": "-1"]) { page in
      section("Objectives", id: "objectives", &page) {
        ObjectiveSection(results: results).write(into: &$0)
      }
      let figures = FigureSection(results: results)
      section("Figures of a \(results[0].occasion)", id: "figures", &page) {
        $0.element("div", ["class": results.count > 1 ? "stack" : "twin"]) { page in
          for table in figures.run { table.write(into: &page) }
        }
      }
      let way = WaySection(results: results)
      if !way.isEmpty {
        section("The way to an agent, by the wall clock", id: "way", &page) { page in
          let kind = results.count > 1 ? "pictures wide" : "pictures"
          page.element("div", ["class": kind]) { page in
            for group in way.groups { group.write(into: &page) }
          }
          way.write(into: &page)
        }
      }
      pictures("The course of the day", id: "course", CourseSection(results: results).groups, &page)
      pictures("Waiting", id: "waiting", WaitSection(results: results).groups, &page)
      pictures("Agents", id: "agents", AgentSection(results: results).groups, &page)
      let quality = QualitySection(results: results)
      if !quality.isEmpty {
        section("How well they fitted", id: "quality", &page) { quality.write(into: &$0) }
      }
      // One stream and one group have no figures but those of the whole run.
      let areSeveral = results.contains {
        figures.streams(of: $0) != nil || figures.groups(of: $0) != nil
      }
      if areSeveral {
        section("Streams and groups", id: "cells", &page) { writeCells(figures, into: &$0) }
      }
      let certificate = CertificateSection(results: results)
      if !certificate.isEmpty {
        section("Held against an exact model", id: "certificate", &page) {
          certificate.write(into: &$0)
        }
      }
      section("The run", id: "run", &page) { writeRun(into: &$0) }
      section("What the figures mean", id: "glossary", &page) {
        GlossarySection.write(into: &$0)
      }
    }
    page.element("script") { $0.constant(ReaderScript.text) }
  }

  private func section(
    _ title: String, id: String, _ page: inout Markup, _ content: (inout Markup) -> Void
  ) {
    page.element("section", ["aria-labelledby": id]) { page in
      page.element("h2", ["id": id], title)
      page.breakLine()
      content(&page)
    }
    page.breakLine()
  }

  private func pictures(
    _ title: String, id: String, _ groups: [PictureGroup], _ page: inout Markup
  ) {
    guard !groups.isEmpty else { return }
    section(title, id: id, &page) { page in
      page.element("div", ["class": results.count > 1 ? "pictures wide" : "pictures"]) { page in
        for group in groups { group.write(into: &page) }
      }
    }
  }

  private func writeCells(_ figures: FigureSection, into page: inout Markup) {
    for result in results {
      let tables = [figures.streams(of: result), figures.groups(of: result)].compactMap(\.self)
      for table in tables {
        page.element("h3") { $0.text(table.caption) }
        table.write(into: &page)
      }
      for omission in figures.omissions(of: result) {
        page.element("p", ["class": "omission"], omission)
      }
    }
  }

  private func writeRun(into page: inout Markup) {
    RunSection(results: results).table.write(into: &page)
    page.element(
      "p",
      "To make it again: SCENARIO is the scenario's file, and --set options of the run come after"
        + " it. The plan is the same if its SHA-256 is the same.")
    for result in results {
      page.element("p") { page in
        if let letter = result.letter { page.text("\(letter): ") }
        page.element("code", RunSection.command(for: result))
      }
    }
  }
}
