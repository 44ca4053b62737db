// Writing codes into pages: where the element goes, that every other byte stays, that doing it
// twice changes nothing.

import Consulting
import Testing

@Suite struct PageMarkingTests {
  private let meta = "<meta name=\"consult-code\" content=\"\(codeA)\" />"

  private func marking(script: String? = nil) throws -> PageMarking {
    PageMarking(code: try IdentificationCode(codeA), script: script)
  }

  /// M stands for the meta element, L for ` lang="ja"`, H for a whole html tag.
  @Test(
    "the meta goes into the head and lang onto html",
    arguments: [
      ("<html><head><title>t</title>", "<html|L|><head>|M|<title>t</title>"),
      ("<HTML Lang=ko><HEAD>", "<HTML Lang=ko><HEAD>|M|"),
      ("<html lang><head>", "<html lang><head>|M|"),
      ("<!doctype html><head>", "<!doctype html>|H|<head>|M|"),
      ("<!doctype html><p>x", "<!doctype html>|H||M|<p>x"),
      ("<html><body>", "<html|L|>|M|<body>"),
      ("<body>", "|H||M|<body>"),
      ("", "|H||M|"),
      ("text", "|H||M|text"),
      ("\u{FEFF}text", "\u{FEFF}|H||M|text"),
      ("\u{FEFF}<!-- c --><!DOCTYPE html>\n<p>", "\u{FEFF}<!-- c --><!DOCTYPE html>|H||M|\n<p>"),
      (
        "<html lang=ja><head><meta charset=utf-8><title>",
        "<html lang=ja><head><meta charset=utf-8>|M|<title>"
      ),
      (
        "<head><base href=/><meta http-equiv='Content-Type' content=x><p>",
        "|H|<head><base href=/><meta http-equiv='Content-Type' content=x>|M|<p>"
      ),
      ("<html lang=ja><meta name=consult-code content=old><p>", "<html lang=ja>|M|<p>"),
      ("<html lang=ja><p><META CONTENT='' NAME='consult-code'/>x", "<html lang=ja><p>|M|x"),
      ("<!-- <html><head>", "|H||M|<!-- <html><head>"),
      ("<!doctype html", "|H||M|<!doctype html"),
      ("<html", "|H||M|<html"),
      ("<template><html><head></template>", "|H||M|<template><html><head></template>"),
      ("<html><svg><head>", "<html|L|>|M|<svg><head>"),
      ("<p><html class=x>", "|M|<p><html|L| class=x>"),
      ("<header><head>", "|H||M|<header><head>"),
      ("<html \u{0}\r\n><head\t>\r\n\u{0}", "<html|L| \u{0}\r\n><head\t>|M|\r\n\u{0}"),
    ])
  func places(_ before: String, after: String) throws {
    let expected = after.replacing("|M|", with: meta).replacing("|L|", with: " lang=\"ja\"")
      .replacing("|H|", with: "<html lang=\"ja\">")
    let marked = try marking().marked(Array(before.utf8))
    #expect(String(decoding: marked, as: UTF8.self) == expected)
    #expect(try marking().marked(marked) == marked)
    #expect(letter(try PageCodes(page: marked).pageCode) == "A")
  }

  @Test("script and issuer stand beside the code, once")
  func script() throws {
    var marking = try marking(script: "<script src=\"/consult.js\"></script>")
    marking.issuer = try Issuer("shop.example")
    let once = try marking.marked(Array("<html lang=ja><head></head>".utf8))
    #expect(
      String(decoding: once, as: UTF8.self)
        == "<html lang=ja><head><meta name=\"consult-code\" content=\"\(codeA)\" "
        + "data-consult-issuer=\"shop.example\" /><script src=\"/consult.js\"></script></head>")
    #expect(try marking.marked(once) == once)
    #expect(try PageCodes(page: once).pageCode?.issuer?.name == "shop.example")
  }

  @Test("a code without a language leaves lang alone")
  func undetermined() throws {
    let marking = PageMarking(code: try IdentificationCode(codeU))
    let marked = try marking.marked(Array("<html>".utf8))
    #expect(String(decoding: marked, as: UTF8.self) == "<html>" + marking.metaElement)
  }

  @Test(
    "an element's attribute is set or replaced by id",
    arguments: [
      ("<p id=a>", "<p @ id=a>"),
      ("<p class='id=a'><div ID='a'/>", "<p class='id=a'><div @ ID='a'/>"),
      ("<p id=a data-consult-code=old>", "<p id=a @>"),
      ("<p data-consult-code='old'data-consult-code=x id=a>", "<p @data-consult-code=x id=a>"),
      ("<p id=a data-consult-code>", "<p id=a @>"),
      ("<p id=a data-consult-code = >", "<p id=a @ >"),
      ("<p id='&#97;'><p id=a>", "<p @ id='&#97;'><p id=a>"),
      ("<!--<p id=a>--><br id=a>", "<!--<p id=a>--><br @ id=a>"),
      ("<template><p id=a></template><i id=a>", "<template><p id=a></template><i @ id=a>"),
    ])
  func elements(_ before: String, after: String) throws {
    let marked = try marking().marked(Array(before.utf8), elementWithID: "a")
    let expected = after.replacing("@", with: "data-consult-code=\"\(codeA)\"")
    #expect(String(decoding: marked, as: UTF8.self) == expected)
    #expect(try marking().marked(marked, elementWithID: "a") == marked)
  }

  @Test("an id that no element has is an error")
  func noElement() throws {
    #expect(throws: PageFault.noElement(id: "a")) {
      try marking().marked(Array("<p id=A>a<!--<p id=a>-->".utf8), elementWithID: "a")
    }
  }
}
