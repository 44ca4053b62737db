// What figures are about: the values they can take and the quantities with a histogram.

/// Which values a figure can take: an interval never leaves them.
package enum Scale: Sendable {
  /// 0…1
  case share
  /// 0 and above.
  case unlimited
}

/// A quantity of which a histogram is kept.
package enum Quantity: Sendable {
  case wait
  case firstResponse
}
