// Reads one customer out of a file of decisions.

import Foundation

/// What keeps a customer from being read, in words.
public enum DecisionFault: Error, Equatable, CustomStringConvertible {
  /// The file is none of decisions.
  case foreign(file: String)
  /// There is no such customer; there are so many.
  case customer(file: String, asked: Int, count: Int)
  /// A line that cannot be read.
  case line(file: String, line: Int)

  /// `file: error: what was found, what is allowed`.
  public var description: String {
    switch self {
    case .foreign(let file):
      "\(file): error: this is no file of decisions; `sangdam profile --decisions` writes them"
    case .customer(let file, let asked, let count):
      count == 0
        ? "\(file): error: --customer: found \(asked), the file has no customers"
        : "\(file): error: --customer: found \(asked), allowed are 0 to \(count - 1)"
    case .line(let file, let line):
      "\(file):\(line): error: this is no decision as `sangdam profile --decisions` writes it"
    }
  }
}

/// The facts of a run whose decisions were written down.
struct DecisionHead: Decodable {
  let sangdam: Int
  let kind: String
  let scenario: String
  let customers: Int
  let choose_agent: String
  let choose_customer: String
}

/// A customer of such a file.
struct ReadDecision: Decodable {
  struct Choice: Decodable {
    let agents: String
    let agent: Int
    let match_score: Double
    let best_score: Double
    let room_since_ns: Int64
    let on_duty: Int
    let with_room: Int
    let with_room_longer: Int
    let others_waiting: Int
  }

  let customer: Int
  let demand: String
  let ordinal: Int
  let outcome: String
  let due_ns: Int64
  let submitted_ns: Int64
  let enqueued_ns: Int64?
  let matched_ns: Int64
  let delivered_ns: Int64
  let rings: Int
  let co_eligible_ns: Int64?
  let choice: Choice?
}

/// One customer, with the run he was in.
public struct DecisionReading {
  let head: DecisionHead
  let decision: ReadDecision

  /// Reads a customer.
  ///
  /// - Parameters:
  ///   - lines: the bytes of the file.
  ///   - customer: his number, from 0.
  ///   - name: what diagnostics call the file.
  /// - Complexity: O(bytes before the customer's line).
  public init(lines: [UInt8], customer: Int, name: String) throws(DecisionFault) {
    let newline = UInt8(ascii: "\n")
    var rest = lines[...]
    func next() -> ArraySlice<UInt8> {
      let line = rest.prefix { $0 != newline }
      rest = rest.dropFirst(line.count + 1)
      return line
    }
    guard let head = Self.decode(DecisionHead.self, next()), head.sangdam == 1,
      head.kind == DecisionFile.kind
    else { throw .foreign(file: name) }
    guard customer >= 0, customer < head.customers else {
      throw .customer(file: name, asked: customer, count: head.customers)
    }
    for _ in 0..<customer { _ = next() }
    guard let decision = Self.decode(ReadDecision.self, next()), decision.customer == customer
    else { throw .line(file: name, line: customer + 2) }
    self.head = head
    self.decision = decision
  }

  /// The value of a line, nil for what is none: the caller says which line it was.
  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ line: ArraySlice<UInt8>
  ) -> Value? {
    do {
      return try JSONDecoder().decode(type, from: Data(line))
    } catch {
      return nil
    }
  }
}
