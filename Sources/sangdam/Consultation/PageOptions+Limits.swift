// What the options of pages mean to the information server.

import InformationServer

extension PageOptions {
  /// The limits that the options name.
  var limits: SiteLimits {
    var limits = SiteLimits()
    limits.connections = pageConnections
    limits.headBytes = pageHeadBytes
    limits.headFields = pageHeadFields
    limits.idleSeconds = pageIdleSeconds
    limits.patienceSeconds = pagePatienceSeconds
    limits.socketBytes = pageSocketBytes
    return limits
  }
}
