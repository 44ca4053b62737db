// What browsers get is complete and asks for nothing that is not there.

import Testing
import WebPages

struct WebPageTests {
  private let pages = WebPage.all
  private var texts: [(path: String, text: String)] {
    pages.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
  }

  @Test("every path is there once, with a type and with bytes")
  func paths() {
    #expect(Set(pages.map(\.path)).count == pages.count)
    #expect(pages.allSatisfy { !$0.bytes.isEmpty && $0.contentType.contains("/") })
    #expect(Set(pages.map(\.path)).isSuperset(of: ["/widget.js", "/console", "/dashboard"]))
  }

  @Test("whatever a page imports or links to is a page")
  func references() throws {
    let known = Set(pages.map(\.path))
    let imports = try Regex(#"(?:from '\./|import\(new URL\('|new URL\(')([\w.-]+)'"#)
    let links = try Regex(#"(?:src|href)="/([\w.-]+)""#)
    var count = 0
    for (path, text) in texts {
      for match in text.matches(of: imports) + text.matches(of: links) {
        let name = try #require(match[1].substring)
        // The widget's own head shows how it is put into a page.
        #expect(known.contains("/\(name)"), "\(path) asks for \(name)")
        count += 1
      }
    }
    #expect(count > 15)
  }

  @Test("the widget's part is what its script leads to, and no page of the console's")
  func widget() throws {
    let imports = try Regex(#"(?:from '\./|new URL\(')([\w.-]+)'"#)
    var found: Set = ["/widget.js"]
    var next = ["/widget.js"]
    while let path = next.popLast() {
      let text = texts.first { $0.path == path }?.text ?? ""
      for match in text.matches(of: imports) {
        let name = "/" + String(try #require(match[1].substring))
        if found.insert(name).inserted { next.append(name) }
      }
    }
    #expect(Set(pages.filter(\.isWidgets).map(\.path)) == found.union(["/icon.svg"]))
  }

  @Test("nothing comes from elsewhere, and nothing is made of HTML")
  func isolation() {
    for (path, text) in texts where path != "/icon.svg" {
      #expect(!text.contains("https://"), "\(path)")
      for way in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("] {
        #expect(!text.contains(way), "\(path) uses \(way)")
      }
      for inline in [" style=\"", " onclick=", "<style", "<script>"] {
        #expect(!text.contains(inline), "\(path) has \(inline)")
      }
    }
  }

  @Test("the console leaves room for the consult server's address, once")
  func address() {
    let console = texts.first { $0.path == "/console" }?.text ?? ""
    #expect(console.ranges(of: #"data-consult-server="""#).count == 1)
  }

  @Test("all together are small")
  func size() { #expect(pages.reduce(0) { $0 + $1.bytes.count } < 150_000) }
}
