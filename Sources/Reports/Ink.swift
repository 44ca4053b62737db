// Colour and weight of terminal text, or none.

/// Whether a terminal table may use colour.
public enum TerminalColour: Sendable {
  /// Plain text.
  case never
  /// ANSI escape sequences.
  case always
}

/// Marks text with ANSI sequences if colour is allowed.
struct Ink {
  /// What a piece of text is.
  enum Shade: String {
    case bold = "1"
    case faint = "2"
    case good = "32"
    case bad = "1;31"
    case unsure = "33"
  }

  let colour: TerminalColour

  /// The text in that shade; its width stays.
  func callAsFunction(_ shade: Shade, _ text: String) -> String {
    colour == .always ? "\u{1B}[\(shade.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Verdict {
  /// Mark and word in eleven columns.
  func text(_ ink: Ink) -> String {
    switch self {
    case .met: ink(.good, "✔ met      ")
    case .missed: ink(.bad, "✘ missed   ")
    case .undecided: ink(.unsure, "? undecided")
    }
  }
}
