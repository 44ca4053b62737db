// What a browser may load for a page: its own style and script, told by their hashes, nothing else.

import Foundation
import Scenarios

/// The content security policy of a page.
enum PagePolicy {
  /// The policy; every source that it does not name is refused.
  static let text =
    "default-src 'none'; style-src '\(hash(of: Stylesheet.text))';"
    + " script-src '\(hash(of: ReaderScript.text))'; base-uri 'none'; form-action 'none'"

  /// `sha256-…` as the policy spells it (W3C Content Security Policy Level 3).
  private static func hash(of constant: StaticString) -> String {
    var hash = SHA256()
    hash.update(Array(constant.description.utf8))
    let digits = Array(hash.hexadecimal())
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { index in
      UInt8(String(digits[index...index + 1]), radix: 16)
    }
    return "sha256-\(Data(bytes).base64EncodedString())"
  }
}
