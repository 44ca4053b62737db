// Each rule finds what it looks for in a small sample, and passes the sample's sound twin.

import Testing

struct SelfTests {
  private func sample(_ text: String, path: String = "Sources/Room/File.swift") -> SourceText {
    SourceText(path: path, text: text)
  }

  @Test("strings and comments are no code, interpolations are")
  func blanking() {
    let file = sample(
      #"""
      let a = "struct Hidden \(Shown(b: ")").c) unsafe" // try! unsafe
      /* outer /* inner */ unsafe */ let b = ##"raw \(no) "# unsafe"##
      let c = """
        unsafe "quoted" \(More.here)
        """
      after()
      """#)
    let words = file.tokens.map(\.text).filter { $0.utf8.allSatisfy(\.isPartOfWord) }
    #expect(
      words == ["let", "a", "Shown", "b", "c", "let", "b", "let", "c", "More", "here", "after"])
    #expect(file.comments[0].hasPrefix("try!"))
    #expect(file.tokens.last { $0.text == "after" }?.line == 5)
  }

  @Test("a long line, a long function and a long file are found")
  func sizes() {
    let body = String(repeating: "  step()\n", count: 49)
    #expect(
      SizeRules.longFunctions(in: sample("func f(g: () -> Int = { 1 }) {\n\(body)}\n")).count == 1)
    #expect(SizeRules.longFunctions(in: sample("func f() {\n\(body.dropFirst(9))}\n")).isEmpty)
    #expect(SizeRules.longFunctions(in: sample("var x: Int {\n\(body)}\n")).count == 1)
    let protocolThenType = "protocol P {\n  func f()\n}\nenum E {\n\(body)}\n"
    #expect(SizeRules.longFunctions(in: sample(protocolThenType)).isEmpty)
    #expect(SizeRules.longLines(in: sample(String(repeating: "é", count: 101))).count == 1)
    #expect(SizeRules.longLines(in: sample(String(repeating: "é", count: 100))).isEmpty)
    #expect(SizeRules.longFile(sample(String(repeating: "\n", count: 401))).count == 1)
    #expect(SizeRules.longFile(sample(String(repeating: "\n", count: 400))).isEmpty)
  }

  @Test("a name that says nothing is found, also inside a longer name")
  func names() {
    #expect(NameRules.bannedNames(in: sample("final class CallManager {}")).count == 1)
    #expect(NameRules.bannedNames(in: sample("enum X { struct BaseService {} }")).count == 2)
    #expect(NameRules.bannedNames(in: sample("", path: "Sources/Room/RingUtils.swift")).count == 1)
    #expect(
      NameRules.bannedNames(in: sample("struct Information {}; enum ServiceLevel {}")).isEmpty)
    #expect(NameRules.bannedNames(in: sample("let x = Managers.self // enum Helper")).isEmpty)
  }

  @Test("a file without an opening sentence is found")
  func openings() {
    #expect(NameRules.missingOpening(of: sample("import Glibc\n")).count == 1)
    #expect(NameRules.missingOpening(of: sample("/// The type that lives here.\n")).count == 1)
    #expect(NameRules.missingOpening(of: sample("// Router.swift\n")).count == 1)
    #expect(
      NameRules.missingOpening(of: sample("// The lines in which\n// customers wait.\n")).isEmpty)
  }

  @Test("an unsafe expression without a reason is found")
  func safety() {
    let bare = "func f() {\n  unsafe p.pointee\n}\n"
    let elsewhere = "func g() {\n  // Safety: of g alone.\n  g()\n}\n"
    #expect(CommentRules.unsafeWithoutReason(in: sample(bare)).map(\.line) == [2])
    #expect(CommentRules.unsafeWithoutReason(in: sample(elsewhere + bare)).map(\.line) == [6])
    #expect(CommentRules.unsafeWithoutReason(in: sample("// Safety: why.\n" + bare)).isEmpty)
    #expect(CommentRules.unsafeWithoutReason(in: sample("// Safety (all): why.\n" + bare)).isEmpty)
    let far = "// Safety: why.\n" + String(repeating: "\n", count: 50) + bare
    #expect(CommentRules.unsafeWithoutReason(in: sample(far)).count == 1)
    #expect(CommentRules.unsafeWithoutReason(in: sample("@unsafe\nfunc f() {}\n")).isEmpty)
    let promise = "struct S: @unchecked Sendable {}\n"
    #expect(CommentRules.unsafeWithoutReason(in: sample(promise)).count == 1)
  }

  @Test("a memory ordering without a reason is found")
  func orderings() {
    let load = "let a = b.load(ordering: .acquiring)\n"
    #expect(CommentRules.orderingWithoutReason(in: sample(load)).count == 1)
    let reason = "// Ordering: pairs with the store in `push`.\n"
    #expect(CommentRules.orderingWithoutReason(in: sample(reason + load)).isEmpty)
    #expect(CommentRules.orderingWithoutReason(in: sample("// Safety: no.\n" + load)).count == 1)
  }

  @Test("a dropped reason, a leftover and a machine's path are found")
  func leftovers() {
    #expect(CommentRules.droppedReasons(in: sample("a = try! b()\nc = d as! E")).count == 2)
    #expect(CommentRules.droppedReasons(in: sample("a = try !b(); f(x as? E) // try!")).isEmpty)
    let word = "TO" + "DO"
    #expect(CommentRules.leftovers(in: sample("// \(word): later")).count == 1)
    #expect(CommentRules.leftovers(in: sample("// to do is to be")).isEmpty)
    let path = ["", "home", "ada", "x.yaml"].joined(separator: "/")
    #expect(CommentRules.leftovers(in: sample("open(\"\(path)\")")).count == 1)
    #expect(CommentRules.leftovers(in: sample("https://example.org\(path)")).isEmpty)
  }

  @Test("a circle of files is found; a chain, or a type and its aspects, are none")
  func circles() {
    func file(_ name: String, _ text: String) -> SourceText {
      SourceText(path: "Sources/Room/\(name).swift", text: text)
    }
    let a = file("A", "struct A { var b: B }")
    let b = file("B", "struct B { var c: C }")
    let chain = file("C", "struct C { let a = Z.A.self }")
    let closing = file("C", "struct C { let a: A? }")
    let parted = [file("D", "struct D { var e: E }"), file("D+E", "struct E { var d: D? }")]
    let entry = [file("D", "struct D {}"), file("F", "struct F { var d: D }")]
    let aspect = file("D+F", "extension D { init(from f: F) {} }")
    #expect(Mentions(in: [a, b, chain]).circles.isEmpty)
    #expect(Mentions(in: [a, b, closing]).circles == [["A", "B", "C"]])
    #expect(Mentions(in: parted).circles.isEmpty)
    #expect(Mentions(in: entry + [aspect]).circles.isEmpty)
    let elsewhere = SourceText(path: "Sources/Other/C.swift", text: "struct C { let a: A? }")
    #expect(Mentions.findings(in: [a, b, closing]).count == 1)
    #expect(Mentions.findings(in: [a, b, elsewhere]).isEmpty)
  }
}
