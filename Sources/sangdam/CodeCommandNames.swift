// What `make` and `check` may be told of an issuer: its name and its dictionaries.

import ArgumentParser
import Consulting

struct CodeCommandNames: ParsableArguments {
  @Option(help: ArgumentHelp("Who issues the codes.", valueName: "name"))
  var issuer: String?

  @Option(
    help: ArgumentHelp(
      "The issuer's consult locations in order, home first.", valueName: "a,b,c"))
  var locations: String?

  @Option(
    help: ArgumentHelp("The issuer's information servers in order.", valueName: "a,b,c"))
  var servers: String?

  /// The issuer, if one was named.
  func namedIssuer() throws(CodeFault) -> Issuer? {
    guard let issuer else { return nil }
    return try Issuer(issuer)
  }

  /// The dictionary of the lists; a list that was not given has every index, named by its number.
  func dictionary() throws -> CodeDictionary {
    try CodeDictionary(
      issuer: namedIssuer() ?? Issuer("unnamed"),
      locations: list(locations, count: CodeLayout.locations),
      servers: list(servers, count: CodeLayout.servers)
        .map { InformationServer(name: $0, address: "") })
  }

  private func list(_ names: String?, count: Int) -> [String] {
    names.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      ?? (0..<count).map { String($0) }
  }
}
