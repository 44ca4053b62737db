// Text of strangers, made fit for a terminal: nothing in it moves the cursor or turns the line.

/// Makes text printable.
public enum PrintableText {
  /// Whether a terminal would act on the character instead of showing it: control characters,
  /// and those that turn or hide what stands beside them (Unicode's bidirectional controls).
  static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: scalar.properties.generalCategory == .control
    }
  }

  /// The text with such characters written out: `\n`, `\t`, `\u{1b}`.
  ///
  /// - Parameter keeping: characters that stay as they are.
  public static func escaped(_ text: String, keeping kept: Unicode.Scalar? = nil) -> String {
    guard text.unicodeScalars.contains(where: { acts($0) && $0 != kept }) else { return text }
    var printable = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case _ where scalar == kept || !acts(scalar): printable.append(scalar)
      case "\n": printable.append(contentsOf: "\\n".unicodeScalars)
      case "\t": printable.append(contentsOf: "\\t".unicodeScalars)
      case "\r": printable.append(contentsOf: "\\r".unicodeScalars)
      default:
        let digits = String(scalar.value, radix: 16)
        printable.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      }
    }
    return String(printable)
  }

  /// The text with one visible character in place of each such character, so that columns stay:
  /// a blank for a tab, `␛` for an escape, `�` for what has no picture.
  static func pictured(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var pictured = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar.value {
      case 9: pictured.append(" ")
      case 0..<32: pictured.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 127: pictured.append("\u{2421}")
      default: pictured.append(acts(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(pictured)
  }
}
