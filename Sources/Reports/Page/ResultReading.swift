// A result file that was read and found fit for a page.

import Foundation

/// A result document with the name under which it was given.
public struct ResultReading: Sendable {
  private struct Head: Decodable {
    let sangdam: Int?
    let kind: String?
  }

  /// The name under which it was given: a path.
  public let name: String
  let document: ReadResult

  /// Reads a result document.
  ///
  /// - Parameters:
  ///   - json: the bytes of `result.json`.
  ///   - name: what diagnostics and the page call it.
  /// - Throws: the first thing that keeps it from being one.
  public init(json: [UInt8], name: String) throws(ResultFault) {
    let data = Data(json)
    let head = try Self.decode(Head.self, from: data, name: name)
    guard let version = head.sangdam else { throw .foreign(file: name) }
    guard version == 1 else { throw .version(file: name, found: version) }
    guard let kind = head.kind, Self.kinds.contains(kind) else {
      throw .kind(file: name, found: head.kind ?? "nothing")
    }
    self.name = name
    document = try Self.decode(ReadResult.self, from: data, name: name)
  }

  private static let kinds = ["simulation", "profile"]

  private static func decode<Value: Decodable>(
    _ type: Value.Type, from data: Data, name: String
  ) throws(ResultFault) -> Value {
    do {
      return try JSONDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      throw ResultFault(error, file: name)
    } catch {
      throw .notJSON(file: name)
    }
  }
}
