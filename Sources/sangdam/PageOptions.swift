// The limits of the information server as options. Their defaults are those of `SiteLimits`, said
// once more: a build for planning has no information server, and no option may come and go with it.

import ArgumentParser

struct PageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Connections to the information server at once; more wait in the system's queue.",
      valueName: "n"))
  var pageConnections = 1_024

  @Option(
    help: ArgumentHelp("Largest head of a request for a page.", valueName: "bytes"))
  var pageHeadBytes = 16_384

  @Option(help: ArgumentHelp("Fields of such a head.", valueName: "n"))
  var pageHeadFields = 100

  @Option(
    help: ArgumentHelp(
      "From the opening of a connection, or from one answer, to the next whole request.",
      valueName: "seconds"))
  var pageIdleSeconds = 30.0

  @Option(
    help: ArgumentHelp(
      "For taking a part of an answer, of 65536 bytes at most.", valueName: "seconds"))
  var pagePatienceSeconds = 20.0

  @Option(
    help: ArgumentHelp(
      "What the system keeps of an answer that is on its way.", valueName: "bytes"))
  var pageSocketBytes = 131_072

  func validate() throws {
    try check("--page-connections", pageConnections, 1...1_000_000)
    try check("--page-head-bytes", pageHeadBytes, 256...(1 << 20))
    try check("--page-head-fields", pageHeadFields, 1...10_000)
    try check("--page-socket-bytes", pageSocketBytes, 8_192...(1 << 30))
    try check("--page-idle-seconds", pageIdleSeconds, 0.1...86_400)
    try check("--page-patience-seconds", pagePatienceSeconds, 0.1...3_600)
  }
}
