// Shares as bars and blocks of text.

/// Bars made of block characters.
enum Bars {
  /// A bar as long as the share, in eighths of a column; nothing for nothing.
  static func bar(_ share: Double, columns: Int) -> String {
    let eighths = Int((min(max(share, 0), 1) * Double(columns * 8)).rounded())
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  /// One block as high as the share, the lowest for nothing.
  static func block(_ share: Double) -> String {
    let blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return blocks[min(max(Int((share * 7).rounded()), 0), 7)]
  }
}
