// `sangdam code check`: what codes say, or what is wrong with them.

import ArgumentParser
import Consulting

struct CodeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Explain codes, or say what is wrong with them.",
    usage: "sangdam code check <code> ... [<options>]",
    discussion: "With --locations and --servers the issuer's dictionaries must know the code too.")

  @Argument(help: ArgumentHelp("Codes in their text form.", valueName: "code"))
  var codes: [String]

  @OptionGroup var names: CodeCommandNames

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let dictionary = try reportingFaults { try names.dictionary() }
    let verdicts = codes.map { Verdict($0, dictionary: dictionary, names: names) }
    if json {
      try Output.write(json: verdicts)
    } else {
      let fine = verdicts.filter { $0.error == nil }
      try Output.write(fine.map { $0.explanation + "\n" }.joined())
    }
    for verdict in verdicts {
      if let error = verdict.error { Output.report(fault: error, at: verdict.shown) }
    }
    if verdicts.contains(where: { $0.error != nil }) { throw ExitCode(ExitStatus.wrongInput) }
  }

  private struct Verdict: Encodable {
    let given: String
    var code: CodeParts?
    var location_name: String?
    var server_name: String?
    var error: String?

    init(_ text: String, dictionary: CodeDictionary, names: CodeCommandNames) {
      given = text
      do {
        let code = try IdentificationCode(text)
        let meaning = try dictionary.meaning(of: code)
        self.code = CodeParts(code)
        if names.locations != nil { location_name = meaning.location }
        if names.servers != nil { server_name = meaning.server.name }
      } catch {
        self.error = error.description
      }
    }

    /// What was given, shortened and with control characters escaped.
    var shown: String { String(reflecting: String(given.prefix(40))) }

    var explanation: String {
      guard let code else { return "" }
      let location = location_name ?? (code.location == 0 ? "home" : nil)
      return """
        \(code.text)
          bits      \(code.bits)
          version   \(code.version)
          language  \(code.language)\(code.language == "und" ? " (undetermined)" : "")
          document  \(code.document)
          location  \(code.location)\(location.map { " (\($0))" } ?? "")
          server    \(code.server)\(server_name.map { " (\($0))" } ?? "")
        """
    }
  }
}
