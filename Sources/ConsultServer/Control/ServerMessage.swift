// What the consult server says; docs/protocol.md, sections 2 and 3.

import Foundation

/// A control message to a client: its type, and the keys that this type has.
struct ServerMessage: Encodable {
  /// Somebody in a dialogue.
  struct Party: Encodable, Equatable {
    var party: Int
    var name: String
    var role: String
  }

  var type: String
  var session: String?
  var resumeSeconds: Int?
  var agent: String?
  var location: String?
  var chats: Int?
  var state: String?
  var reason: String?
  /// The type of the message that is refused.
  var of: String?
  var position: Int?
  var expectedWaitSeconds: Double?
  var offer: UInt32?
  var dialogue: UInt32?
  var kind: String?
  var code: String?
  var language: String?
  var document: String?
  var question: String?
  var page: String?
  var server: String?
  var from: String?
  var waitedSeconds: Double?
  var expiresSeconds: Double?
  var seconds: Double?
  var party: Int?
  var name: String?
  var role: String?
  var parties: [Party]?

  /// A message of a type, without further keys.
  init(_ type: String) { self.type = type }

  /// As it goes over the wire: one JSON object, keys that are nil left out.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(self))
    } catch {
      preconditionFailure("texts and finite numbers can be written as JSON: \(error)")
    }
  }
}
