// What a relay counted, one count a line.

import ChatRelay

/// Counts as text: `messages 12`, all counters, then the ends that there were, then what a
/// message cost.
struct CountLines {
  let text: String

  init(_ counts: RelayCounts) {
    var lines = RelayCounter.allCases.map { "\(Self.name($0.name)) \(counts[$0])" }
    lines += Farewell.all.filter { counts[$0] > 0 }.map {
      "ended_\(Self.name($0.name)) \(counts[$0])"
    }
    let messages = counts[.messages]
    if messages > 0 {
      for counter in [RelayCounter.systemCalls, .allocations, .bytesCopied] {
        let each = Double(counts[counter]) / Double(messages)
        let rounded = (each * 1_000).rounded() / 1_000
        lines.append("\(Self.name(counter.name))_per_message \(rounded)")
      }
    }
    text = lines.joined(separator: "\n")
  }

  /// `bytesCopied` is written `bytes_copied`, as metrics are.
  private static func name(_ words: String) -> String {
    words.reduce(into: "") { text, letter in
      if letter.isUppercase { text += "_" }
      text += letter == "-" ? "_" : letter.lowercased()
    }
  }
}
