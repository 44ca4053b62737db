// `sangdam code make`: a code from its parts, in all its forms, or written into a page.

import ArgumentParser
import Consulting

struct CodeMakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Make a code: its text, its bits, the meta element and the Link header.",
    usage: "sangdam code make --document <number> [<options>]")

  @Option(help: ArgumentHelp("Language of the page: ko, en-GB, und.", valueName: "tag"))
  var language = "und"

  @Option(
    help: ArgumentHelp("Four pairs of digits; xx is any: 43211507, 4321xxxx.", valueName: "number"))
  var document: String

  @Option(help: ArgumentHelp("Consult location, by index or name.", valueName: "location"))
  var location = "0"

  @Option(help: ArgumentHelp("Information server, by index or name.", valueName: "server"))
  var server = "0"

  @OptionGroup var names: CodeCommandNames

  @Option(help: ArgumentHelp("Where the Link header leads.", valueName: "url"))
  var address = "/"

  @Option(
    help: ArgumentHelp(
      "Print this page with the code in it instead (- is standard input).", valueName: "file"))
  var page: String?

  @Option(
    help: ArgumentHelp("Mark only the page's element with this id.", valueName: "id"))
  var element: String?

  @Option(
    help: ArgumentHelp("A script element for the page, behind its meta.", valueName: "html"))
  var script: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if page == nil, element != nil || script != nil {
      throw ValidationError("--element and --script need --page.")
    }
    if element != nil, script != nil {
      throw ValidationError("--script goes beside a page's meta, not beside an --element.")
    }
    if page != nil, json { throw ValidationError("--page prints a page, not JSON.") }
  }

  func run() throws {
    let marking = try reportingFaults {
      PageMarking(
        code: try code(names.dictionary()), issuer: try names.namedIssuer(), script: script)
    }
    if let page { try writePage(page, marking) } else { try writeForms(marking) }
  }

  private func code(_ dictionary: CodeDictionary) throws(CodeFault) -> IdentificationCode {
    guard let language = Language(language) else { throw .language(found: language) }
    guard let document = DocumentNumber(pattern: document) else {
      throw .document(found: document)
    }
    // A name goes before a number that is written alike.
    guard let location = dictionary.location(named: location) ?? Int(location) else {
      throw .unlistedLocation(location)
    }
    guard let server = dictionary.server(named: server) ?? Int(server) else {
      throw .unlistedServer(server)
    }
    let code = try IdentificationCode(
      language: language, document: document, location: location, server: server)
    _ = try dictionary.meaning(of: code)
    return code
  }

  private func writeForms(_ marking: PageMarking) throws {
    let field = try reportingFaults {
      try HelpLink.field(address: address, code: marking.code, issuer: marking.issuer)
    }
    if json {
      try Output.write(
        json: Forms(
          code: CodeParts(marking.code), issuer: marking.issuer?.name, link: field,
          meta: marking.metaElement))
      return
    }
    try Output.write(
      """
      text  \(marking.code.text)
      bits  \(marking.code.hexadecimal)
      meta  \(marking.metaElement)
      link  Link: \(field)

      """)
  }

  private func writePage(_ path: String, _ marking: PageMarking) throws {
    let marked = try reportingFaults(at: path) {
      let bytes = try PageSource.bytes(path)
      guard let element else { return try marking.marked(bytes) }
      return try marking.marked(bytes, elementWithID: element)
    }
    try Output.write(marked)
  }

  private struct Forms: Encodable {
    let code: CodeParts
    let issuer: String?
    let link: String
    let meta: String
  }
}
