// Bytes as text that can stand in an address; RFC 4648, section 5, without padding.

import Foundation

/// Base64 with the alphabet for addresses.
enum URLText {
  /// The text of some bytes.
  static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  /// The bytes of a text; nil if it is none of these, or not written in the one way there is.
  static func decode(_ text: String) -> [UInt8]? {
    guard text.utf8.count <= 256 else { return nil }
    let padded =
      text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
      + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded) else { return nil }
    let bytes = [UInt8](data)
    return encode(bytes) == text ? bytes : nil
  }
}
