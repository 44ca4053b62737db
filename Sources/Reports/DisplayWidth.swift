// How many columns of a terminal a text takes, and how to make it take exactly so many.

/// Columns of a terminal.
package enum DisplayWidth {
  /// Columns that the text takes: 2 for East Asian wide characters and emoji, 0 for combining
  /// marks and control characters, else 1 (Unicode Annex 11).
  package static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  /// The text without control characters, cut to at most that many columns; `…` marks a cut.
  package static func fitted(_ text: String, to columns: Int) -> String {
    let clean = text.filter { !isControl($0) }
    guard of(clean) > columns else { return clean }
    return columns > 0 ? front(of: clean, columns - 1) + "…" : ""
  }

  /// A name cut in its middle, so that names that differ at their end still differ.
  package static func shortened(_ name: String, to columns: Int) -> String {
    let clean = name.filter { !isControl($0) }
    guard of(clean) > columns, columns > 2 else { return fitted(clean, to: columns) }
    let tail = String(front(of: String(clean.reversed()), (columns - 1) / 2).reversed())
    return front(of: clean, columns - 1 - of(tail)) + "…" + tail
  }

  /// As much of the front as fits.
  private static func front(of text: String, _ columns: Int) -> String {
    var kept = ""
    var used = 0
    for character in text {
      let width = width(of: character)
      guard used + width <= columns else { break }
      kept.append(character)
      used += width
    }
    return kept
  }

  /// The text in exactly that many columns, on their left side.
  package static func left(_ text: String, _ columns: Int) -> String {
    let fitted = fitted(text, to: columns)
    return fitted + spaces(columns - of(fitted))
  }

  /// The text in exactly that many columns, on their right side.
  package static func right(_ text: String, _ columns: Int) -> String {
    let fitted = fitted(text, to: columns)
    return spaces(columns - of(fitted)) + fitted
  }

  /// A blank at which no line ends.
  package static let noBreak: Character = "\u{A0}"

  /// Words in lines of at most that many columns; a word that is longer is broken. `noBreak`
  /// holds words together and comes out as a blank.
  package static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0.isWhitespace && $0 != noBreak }) {
      for (index, piece) in pieces(of: word, upTo: columns).enumerated() {
        if index == 0, let last = lines.last, of(last) + 1 + of(piece) <= columns {
          lines[lines.count - 1] = "\(last) \(piece)"
        } else {
          lines.append(piece)
        }
      }
    }
    return lines.map { String($0.map { $0 == noBreak ? " " : $0 }) }
  }

  private static func pieces(of word: Substring, upTo columns: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in word where !isControl(character) {
      let width = width(of: character)
      if used + width > columns {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += width
    }
    return pieces
  }

  private static func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains(where: PrintableText.acts)
  }

  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .control, .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    let isEmoji = character.unicodeScalars.contains { $0.value == 0xFE0F }
    return isEmoji || isWide(scalar) ? 2 : 1
  }

  /// East Asian Width W or F, and emoji that are shown as pictures by default.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x1100 { return false }
    return scalar.properties.isEmojiPresentation
      || wideRanges.contains { $0.contains(scalar.value) }
  }

  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul Jamo, leading consonants
    0x2E80...0x303E,  // CJK radicals, punctuation
    0x3041...0x33FF,  // kana, bopomofo, Hangul compatibility, enclosed
    0x3400...0x4DBF,  // CJK extension A
    0x4E00...0x9FFF,  // CJK
    0xA000...0xA4CF,  // Yi
    0xA960...0xA97F,  // Hangul Jamo extended A
    0xAC00...0xD7A3,  // Hangul
    0xF900...0xFAFF,  // CJK compatibility
    0xFE30...0xFE6F,  // CJK compatibility forms
    0xFF00...0xFF60,  // full width forms
    0xFFE0...0xFFE6,  // full width signs
    0x1F300...0x1F64F,  // pictographs
    0x1F900...0x1F9FF,  // pictographs, supplement
    0x20000...0x3FFFD,  // CJK extensions B and later
  ]
}
