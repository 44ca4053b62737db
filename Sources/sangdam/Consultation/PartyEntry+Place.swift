// Where somebody in a transcript came from, as people and programs read it.

import Transcripts

extension PartyEntry {
  /// `127.0.0.1:5000`, `[2001:db8::1]:5000`, without the port where none is known; nil where
  /// nothing is.
  var place: String? {
    if address.isEmpty { return nil }
    if port == 0 { return address }
    return (address.contains(":") ? "[\(address)]" : address) + ":\(port)"
  }
}
