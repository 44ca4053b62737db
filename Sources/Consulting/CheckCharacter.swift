// The check character of ISO/IEC 7064 MOD 37,36: one of 0-9 and a-z behind a text of such.

/// ISO/IEC 7064 MOD 37,36. Finds every single substitution and nearly every transposition of
/// neighbours.
public enum CheckCharacter {
  /// The check character of the letters and digits in `text`, in lower case; nil when something
  /// else than letters, digits and hyphens is there. Hyphens separate and do not count.
  ///
  /// - Complexity: O(length of the text).
  public static func of(_ text: some Sequence<UInt8>) -> UInt8? {
    var product = 36
    for byte in text where byte != UInt8(ascii: "-") {
      guard let value = value(of: byte) else { return nil }
      let sum = (product + value) % 36
      product = (sum == 0 ? 36 : sum) * 2 % 37
    }
    let check = (37 - product) % 36
    return UInt8(check < 10 ? 48 + check : 87 + check)
  }

  /// 0 to 35, whatever the case; nil for another byte.
  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 48
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte) - 87
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte) - 55
    default: nil
    }
  }
}
