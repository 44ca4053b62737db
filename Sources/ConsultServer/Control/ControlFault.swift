// What can be wrong with a control message.

/// Why a control message cannot be followed.
enum ControlFault: Error, Equatable {
  /// It is no JSON object with a `type`: the connection is closed.
  case notAnObject
  /// A type that is not spoken at this path.
  case unknownType(String)
  /// A key that the type needs is not there.
  case missing(String)
  /// A key has a value of another kind, or one that is not allowed.
  case wrong(String)

  /// As `refused` gives it.
  var words: String {
    switch self {
    case .notAnObject: "a control message is a JSON object with a type"
    case .unknownType(let type): "the type \(type.prefix(40)) is not known here"
    case .missing(let key): "\(key) is missing"
    case .wrong(let key): "\(key) has a value that is not allowed"
    }
  }
}
