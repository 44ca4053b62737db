// How the `code` commands say what they found: JSON on standard output, faults on standard error.

import ArgumentParser
import Consulting
import Foundation
import Reports

/// The parts of a code in JSON.
struct CodeParts: Encodable {
  let text: String
  let bits: String
  let version: Int
  let language: String
  let document: String
  let location: Int
  let server: Int

  init(_ code: IdentificationCode) {
    text = code.text
    bits = code.hexadecimal
    version = code.version
    language = code.language.text
    document = code.document.digits
    location = code.location
    server = code.server
  }
}

extension IdentificationCode {
  /// All 64 bits in 16 digits.
  var hexadecimal: String {
    let digits = String(bits, radix: 16)
    return "0x" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Output {
  /// Writes a document in JSON to standard output, its keys in order.
  static func write(json document: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try write(Array(try encoder.encode(document)) + [UInt8(ascii: "\n")])
  }

  /// Writes `place: error: what is wrong` to standard error.
  static func report(fault: String, at place: String? = nil) {
    report(PrintableText.escaped((place.map { "\($0): " } ?? "") + "error: \(fault)"))
  }
}

/// Runs a part of a command; what is wrong with its input becomes words, after the name of the
/// place, and exit code 2.
func reportingFaults<Outcome>(
  at place: String? = nil, _ body: () throws -> Outcome
) throws -> Outcome {
  do {
    return try body()
  } catch let fault as CodeFault {
    Output.report(fault: fault.description, at: place)
  } catch let fault as DictionaryFault {
    Output.report(fault: fault.description, at: place)
  } catch let fault as PageFault {
    Output.report(fault: fault.description, at: place)
  } catch let fault as PageSource.Fault {
    Output.report(fault: fault.description, at: place)
  }
  throw ExitCode(ExitStatus.wrongInput)
}
