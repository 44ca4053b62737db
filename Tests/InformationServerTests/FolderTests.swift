// Pages from a folder: which are served, which are refused, and that nothing of them is harmed.

import Consulting
import Foundation
@testable import InformationServer
import Testing

struct FolderTests {
  /// Broken pages, each in its own way; none has a code of its own.
  private static let broken = [
    "", "text", "<p>x</body>y</body>z", "<html><head></head><body><p>x</body></html>\n",
    "<!doctype html><title>a<body><script>'</body>'</script>x</BODY >", "<html lang=ko><p",
    "<!-- <body> </body>", "<template></body></template>", "<p>\u{0}\r\n<svg></body></svg>",
    "\u{FEFF}<!doctype html>\n<meta charset=utf-8><table></body><td>", "<html><body></body>",
  ]

  @Test("what was put into a page can be taken out again, and the very bytes are left")
  func unharmed() async throws {
    let folder = try TestFolder()
    let latin = Array("<html><head><title>".utf8) + [0xE9, 0xFF] + Array("</title></body>".utf8)
    var pages = Self.broken.map { Array($0.utf8) }
    pages.append(latin)
    for (index, page) in pages.enumerated() { try folder.write("\(index).html", page) }
    let lines = pages.indices.map { "\($0).html\tko\t432115\($0 < 10 ? "0" : "")\($0)\n" }
    try folder.write("catalogue.tsv", Array(lines.joined().utf8))
    let visit = try await Visit(SitePages(TestPlan.shop(), folder: folder.pages))
    for (index, page) in pages.enumerated() {
      let reply = try await visit.get("/\(index).html")
      let code = try #require(visit.pages.listed[index].code)
      #expect(try PageCodes(page: reply.content).pageCode?.code == code)
      let hasRoot = page.firstRange(of: Array("<html".utf8)) != nil
      let rest = stripped(reply.content, code, visit.pages.issuer, hasRoot: hasRoot)
      #expect(rest == page, "page \(index)")
    }
    #expect(try await visit.get("/11.html").fields["content-type"] == "text/html")
    #expect(try await visit.get("/1.html").fields["content-type"] == "text/html; charset=utf-8")
    await visit.end()
  }

  /// Without what a server puts in, each of it once.
  private func stripped(
    _ page: [UInt8], _ code: IdentificationCode, _ issuer: Issuer, hasRoot: Bool
  ) -> [UInt8] {
    var page = page
    let script =
      "<script src=\"/widget.js\" data-consult-server=\"\(Visit.consult)\" defer></script>"
    let meta = PageMarking(code: code, issuer: issuer).metaElement
    for text in [script, meta] {
      guard let range = page.firstRange(of: Array(text.utf8)) else { return Array("none".utf8) }
      page.removeSubrange(range)
    }
    let added = hasRoot ? " lang=\"ko\"" : "<html lang=\"ko\">"
    if let range = page.firstRange(of: Array(added.utf8)) { page.removeSubrange(range) }
    return page
  }

  @Test("a folder has its own pages; the scenario's codes that it lacks are made, no shop")
  func listed() throws {
    let folder = try TestFolder()
    try folder.write("laptop.html", Array("<p>노트북".utf8))
    try folder.write("catalogue.tsv", Array("laptop.html\tko\t43211503\thome\tseoul\n".utf8))
    let pages = try SitePages(TestPlan.shop(), folder: folder.pages)
    #expect(
      pages.listed.map { "\($0.path)" } == [
        "/laptop.html", "/seoul/en/84121501", "/osaka/ja/43211503", "/osaka/ja/43211503/home",
      ])
  }

  @Test("a page that the catalogue names and the folder lacks is a fault of its line")
  func missing() throws {
    let folder = try TestFolder()
    try folder.write("catalogue.tsv", Array("# x\nlaptop.html\tko\t43211503\n".utf8))
    let fault = #expect(throws: PagesFault.self) {
      try SitePages(TestPlan.shop(), folder: folder.pages)
    }
    let name = "\(folder.pages.path)/catalogue.tsv"
    #expect(
      fault?.description
        == "\(name):2:1: error: there is no such file, allowed is a file in the folder")
    let none = #expect(throws: PagesFault.self) {
      try SitePages(TestPlan.shop(), folder: PageFolder(path: folder.pages.path + "/none"))
    }
    #expect(none?.description.hasSuffix("catalogue.tsv: there is no such file") == true)
  }

  @Test("nothing is served but files of the folder, by their own names")
  func refused() async throws {
    let folder = try TestFolder()
    try folder.write("catalogue.tsv", Array("# none\n".utf8))
    try folder.write("open.txt", Array("open".utf8))
    try folder.write("sub/inner.css", Array("p{}".utf8))
    try folder.write(".hidden", Array("secret".utf8))
    try folder.write(".git/config", Array("secret".utf8))
    try folder.write("large.html", [UInt8](repeating: 97, count: PageFolder.largestFile + 1))
    try folder.link("link.txt", to: "/etc/passwd")
    try folder.link("inside.txt", to: "open.txt")
    try folder.link("up", to: "/etc")
    // Safety: the path is a null-terminated copy for the length of the call.
    unsafe _ = mkfifo(folder.path("pipe"), 0o600)
    let visit = try await Visit(SitePages(TestPlan.shop(), folder: folder.pages))
    #expect(try await visit.get("/open.txt").text == "open")
    #expect(try await visit.get("/%6Fpen.txt?x#y").text == "open")
    #expect(try await visit.get("http://other/open.txt").text == "open")
    let sheet = try await visit.get("/sub/inner.css")
    #expect(sheet.fields["content-type"] == "text/css; charset=utf-8")
    for target in [
      "/../open.txt", "/sub/../open.txt", "/sub/%2e%2e/open.txt", "/sub/..%2Fopen.txt",
      "/%2e%2e/%2e%2e/etc/passwd", "/..%5copen.txt", "//etc/passwd", "/%2Fetc/passwd",
      "/.hidden", "/%2Ehidden", "/.git/config", "/large.html", "/link.txt", "/inside.txt",
      "/up/passwd", "/pipe", "/sub", "/sub/", "/open.txt/", "/open.txt/x", "/open.txt%00",
      "/open.tx%", "/%ff", "/catalogue.tsv", "/" + String(repeating: "a", count: 3_000), "*",
      "open.txt", "",
    ] where !target.isEmpty {
      let reply = try await visit.get(target)
      // What is no target of HTTP at all, the library refuses.
      let refusal = target.hasPrefix("/") ? 404 : 400
      #expect(reply.status == refusal || target == "*", "\(target)")
      #expect(!reply.text.contains("secret") && !reply.text.contains("root:"), "\(target)")
    }
    await visit.end()
  }

  @Test("a page is read again when it has changed, and not before")
  func changes() throws {
    let folder = try TestFolder()
    let issuer = try Issuer("shop")
    let consult = try #require(ConsultAddress("ws://127.0.0.1:7000"))
    let pages = FolderPages(folder.pages, PageDressing(issuer: issuer, consult: consult))
    let path = try #require(PagePath(relative: "a.txt"))
    try folder.write("a.txt", Array("one".utf8))
    try folder.date("a.txt", 1_000_000)
    #expect(try pages.file(at: path, code: nil).content == Array("one".utf8))
    // Written in place with the same length and the old time: nobody can see that.
    try folder.overwrite("a.txt", Array("two".utf8))
    try folder.date("a.txt", 1_000_000)
    #expect(try pages.file(at: path, code: nil).content == Array("one".utf8))
    try folder.date("a.txt", 1_000_001)
    #expect(try pages.file(at: path, code: nil).content == Array("two".utf8))
  }

  @Test("what is kept has a bound in files and in bytes; who was asked for last stays")
  func bounds() throws {
    let kept = KeptFiles(most: 3, mostBytes: 10)
    let stamp = PageFolder.Stamp(file: 1, bytes: 4, seconds: 0, nanoseconds: 0)
    let paths = try ["a", "b", "c", "d"].map { try #require(PagePath(relative: $0)) }
    func keep(_ path: PagePath, _ bytes: Int) {
      let content = [UInt8](repeating: 0, count: bytes)
      kept.keep(.init(stamp: stamp, contentType: "", content: content), at: path)
    }
    for path in paths.prefix(3) { keep(path, 2) }
    #expect(kept.file(at: paths[0], stamp: stamp) != nil)
    keep(paths[3], 2)
    #expect(kept.file(at: paths[1], stamp: stamp) == nil)
    #expect(kept.file(at: paths[0], stamp: stamp) != nil)
    #expect(kept.size.files == 3)
    keep(paths[1], 9)
    #expect(kept.size == (1, 9))
    keep(paths[2], 11)
    #expect(kept.size == (1, 9))
  }
}
