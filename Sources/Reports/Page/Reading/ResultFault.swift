// What keeps a file from being read as a result, in words.

import Foundation

/// Why a file is no result of which a page can be made.
public enum ResultFault: Error, Equatable, CustomStringConvertible {
  /// The text is no JSON.
  case notJSON(file: String)
  /// JSON, but nothing of this program.
  case foreign(file: String)
  /// A result of a later version.
  case version(file: String, found: Int)
  /// A result of another command.
  case kind(file: String, found: String)
  /// A key that is missing, or whose value is of the wrong kind.
  case key(file: String, path: String, what: String)

  /// `file: error: what was found, what is allowed`.
  public var description: String {
    switch self {
    case .notJSON(let file):
      "\(file): error: this is no JSON; a report is made of result.json files"
    case .foreign(let file):
      "\(file): error: sangdam: there is no such key; a report is made of result.json files"
    case .version(let file, let found):
      "\(file): error: sangdam: found version \(found), this program reads version 1"
    case .kind(let file, let found):
      "\(file): error: kind: found `\(Self.excerpt(found))`, a report is made of a `simulation` or"
        + " a `profile`"
    case .key(let file, let path, let what):
      "\(file): error: \(path.isEmpty ? "the document" : path): \(what)"
    }
  }

  /// What a decoder complained about.
  init(_ error: DecodingError, file: String) {
    switch error {
    case .keyNotFound(let key, let context):
      let path = Self.path(context.codingPath + [key])
      self = .key(file: file, path: path, what: "there is no such key; every result has it")
    case .valueNotFound(_, let context):
      self = .key(file: file, path: Self.path(context.codingPath), what: "found null")
    case .typeMismatch(let type, let context):
      self = .key(
        file: file, path: Self.path(context.codingPath),
        what: "found something else than \(Self.words(for: type))")
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self = .notJSON(file: file)
    case .dataCorrupted(let context):
      self = .key(
        file: file, path: Self.path(context.codingPath), what: context.debugDescription)
    @unknown default:
      self = .notJSON(file: file)
    }
  }

  /// As much of a text as a diagnostic quotes: 60 characters; `…` marks a cut.
  static func excerpt(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60)
    return shown.endIndex == text.endIndex ? text : "\(String(shown))…"
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { key in key.intValue.map { "[\($0)]" } ?? excerpt(key.stringValue) }
      .joined(separator: ".").replacing(".[", with: "[")
  }

  private static func words(for type: Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
