// A page for each code of a scenario, made by the program: enough to read and to ask from.

public import Consulting
public import Scenarios

/// The pages of a scenario's streams.
public struct ScenarioPages: Sendable {
  /// Why there are no pages.
  public enum Fault: Error, Equatable {
    /// A stream's page has no code.
    case code(CodeFault)
    /// A page cannot be marked.
    case page(PageFault)
  }

  /// Whose codes they are: the scenario.
  public let issuer: Issuer
  /// The pages, one a code, in the order of the streams.
  public private(set) var pages: [WebPage] = []

  /// - Parameter consult: the consult server's address, `ws://…`.
  public init(_ plan: Plan, consult: String) throws(Fault) {
    do throws(CodeFault) {
      issuer = try Issuer(plan.name)
    } catch {
      throw .code(error)
    }
    var seen: Set<IdentificationCode> = []
    for stream in plan.demand {
      let code = try Self.code(of: stream)
      guard seen.insert(code).inserted else { continue }
      pages.append(try page(of: stream, code, in: plan, consult: consult))
    }
  }

  private static func code(of stream: Scenarios.Stream) throws(Fault) -> IdentificationCode {
    do throws(CodeFault) {
      return try IdentificationCode(
        language: stream.language, document: stream.document, location: stream.location,
        server: stream.site)
    } catch {
      throw .code(error)
    }
  }

  private func page(
    of stream: Scenarios.Stream, _ code: IdentificationCode, in plan: Plan, consult: String
  ) throws(Fault) -> WebPage {
    let site = plan.sites[stream.site]
    let words = PageWords(stream.language)
    let title = "\(words.document) \(stream.document.digits)"
    let text = """
      <!doctype html>
      <html lang="\(stream.language.text)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title)</title>
      <link rel="stylesheet" href="/page.css">
      </head>
      <body>
      <header><a href="/">\(WebPage.escaped(plan.name))</a></header>
      <main>
      <h1>\(title)</h1>
      <p>\(words.about(WebPage.escaped(site.id)))</p>
      <p>\(words.invitation)</p>
      </main>
      </body>
      </html>

      """
    let server = WebPage.escaped(consult)
    let script = "<script src=\"/widget.js\" data-consult-server=\"\(server)\" defer></script>"
    let marking = PageMarking(code: code, issuer: issuer, script: script)
    do throws(PageFault) {
      return WebPage(
        path: "/\(site.id)/\(stream.language.text)/\(stream.document.digits)",
        bytes: try marking.marked(Array(text.utf8)), code: code, title: title)
    } catch {
      throw .page(error)
    }
  }
}
