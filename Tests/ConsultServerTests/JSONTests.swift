// The control messages' own JSON beside Foundation's: what the one reads, the other reads.

import Foundation
import SeededTests
import Testing

@testable import ConsultServer

struct JSONTests {
  /// The members that are texts, numbers or null; nil if it is no object.
  private func ours(_ bytes: [UInt8]) -> [String: JSONValue]? {
    var members: [String: JSONValue] = [:]
    do throws(JSONFault) {
      try JSONReading.members(of: bytes) { members[$0] = $1 }
      return members
    } catch {
      return nil
    }
  }

  private func theirs(_ bytes: [UInt8]) -> [String: JSONValue]? {
    do {
      let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
      return object?.mapValues(value)
    } catch {
      return nil
    }
  }

  private func value(_ value: Any) -> JSONValue {
    switch value {
    case is NSNull: return .null
    case let text as String: return .text(text)
    case let number as NSNumber:
      // Safety: a text of one letter that the number owns.
      let isTruth = unsafe number.objCType.pointee == CChar(UInt8(ascii: "c"))
      return isTruth ? .truth(number.boolValue) : .number(number.doubleValue)
    default: return .other
    }
  }

  @Test("20,000 texts that are nearly JSON: both readers take the same, and as the same")
  func differential() throws {
    let seeds = [
      #"{"type":"ask","code":"c1","question":"맞나요? \"A\"\n\u00e9","n":[1,{"a":null}]}"#,
      #" { "dialogue" : 12.5e2 , "offer":-0.0, "t": true , "f":false,"x":null} "#,
      #"{"a":"\ud83d\ude00\/\b\f\r\t\\","b":{"c":[[],{}]},"d":1E+3,"e":""}"#, "{}", #"{"":0}"#,
    ].map { Array($0.utf8) }
    let alphabet = Array(#"{}[]",:\u0aeE+-.1 dD8tfnul"#.utf8) + [0, 9, 10, 31]
    let seed = UInt64.random(in: 0 ... .max)
    print("texts that are nearly JSON: seed \(seed)")
    var draws = SeededDraws(seed: seed)
    var taken = 0
    for _ in 0..<20_000 {
      var text = try #require(seeds.randomElement(using: &draws))
      for _ in 0..<Int.random(in: 0...3, using: &draws) {
        let place = Int.random(in: 0..<text.count, using: &draws)
        let byte = try #require(alphabet.randomElement(using: &draws))
        switch Int.random(in: 0..<3, using: &draws) {
        case 0 where text.count > 1: text.remove(at: place)
        case 1: text.insert(byte, at: place)
        default: text[place] = byte
        }
      }
      // Foundation is given what a loop lets through; and it forgives a comma behind the last.
      let dense = text.filter { $0 > 0x20 }
      guard String(validating: text, as: UTF8.self) != nil,
        !zip(dense, dense.dropFirst()).contains(where: { $0 == 0x2C && ($1 == 0x7D || $1 == 0x5D) })
      else { continue }
      // Foundation takes a zero for half of a letter in UTF-16; in UTF-8 it stands nowhere.
      guard !text.contains(0) else {
        #expect(ours(text) == nil)
        continue
      }
      let (ours, theirs) = (ours(text), theirs(text))
      if ours != nil { taken += 1 }
      #expect(ours == theirs, "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(taken > 4_000)
  }

  @Test("numbers that no Double holds, and brackets without end, are refused")
  func bounds() {
    #expect(ours(Array(#"{"a":1e999}"#.utf8)) == nil)
    let deep = JSONReading.mostDepth - 1
    let open = String(repeating: "[", count: deep), close = String(repeating: "]", count: deep)
    #expect(ours(Array("{\"a\":\(open)\(close)}".utf8)) == ["a": .other])
    #expect(ours(Array("{\"a\":[\(open)\(close)]}".utf8)) == nil)
  }

  @Test("every key of a message to a client is written, and read the same by Foundation")
  func everyKey() throws {
    var message = ServerMessage("offer")
    message.session = "s\u{1}\u{1F}\u{7F}\"\\/\n"
    (message.resumeSeconds, message.chats, message.position, message.party) = (60, 2, 3, 4)
    (message.agent, message.location, message.state, message.reason) = ("가", "b", "c", "d")
    (message.of, message.kind, message.code, message.language) = ("e", "f", "g", "h")
    (message.document, message.question, message.page) = ("i", "j\u{2028}😀", "k")
    (message.server, message.from, message.name, message.role) = ("l", "m", "n", "o")
    (message.offer, message.dialogue) = (.max, 7)
    (message.expectedWaitSeconds, message.waitedSeconds) = (0.001, 1e300)
    (message.expiresSeconds, message.seconds) = (-12.345, 30)
    (message.again, message.dialogues) = (true, [1, .max])
    message.run = 11
    message.parties = [.init(party: 0, name: "", role: "customer", run: 12)]
    (message.invites, message.invitation, message.reader, message.count) = (true, 8, 9, 10)
    message.readers = [
      .init(
        reader: 1, code: "p", page: nil, server: nil, language: "ko", document: "43211507",
        sinceSeconds: 1.5, invitedBy: "q")
    ]
    message.agents = [
      .init(
        name: "r", location: "s", languages: ["ko", "\""], score: 0.5, state: "busy", free: 0)
    ]
    let read = try JSONSerialization.jsonObject(with: Data(message.bytes))
    let object = try #require(read as? [String: Any])
    for child in Mirror(reflecting: message).children {
      let name = try #require(child.label)
      let key = name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : "\($1)" }
      let value = try #require(object[key], "\(name) is not written, or this test sets it not")
      switch child.value {
      case let text as String: #expect(value as? String == text)
      case let number as Int: #expect(value as? Int == number)
      case let number as UInt32: #expect(value as? UInt32 == number)
      case let number as Double: #expect(value as? Double == number)
      case let truth as Bool: #expect(value as? Bool == truth)
      case let numbers as [UInt32]: #expect(value as? [UInt32] == numbers)
      default: #expect(["parties", "readers", "agents"].contains(name))
      }
    }
    let reader = try #require((object["readers"] as? [[String: Any]])?.first)
    #expect(reader["since_seconds"] as? Double == 1.5 && reader["invited_by"] as? String == "q")
    #expect(reader.keys.count == 6)
    let party = try #require((object["parties"] as? [[String: Any]])?.first)
    #expect(party["run"] as? Int == 12 && party.keys.count == 4)
    let agent = try #require((object["agents"] as? [[String: Any]])?.first)
    #expect(agent["languages"] as? [String] == ["ko", "\""] && agent["score"] as? Double == 0.5)
    #expect((object["parties"] as? [[String: Any]])?.first?["role"] as? String == "customer")
  }
}
