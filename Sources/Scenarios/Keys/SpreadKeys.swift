// How a number of customers is spread over time: what `arrivals.count` and `arrivals.week` share.

import Consulting

/// Weights and spread.
enum SpreadKeys {
  static let spread = Key.optional(
    "spread", Syntax<Spread>.anyCase, default: .poisson, "`poisson`",
    "`poisson`: a random number with that mean; `fixed`: exactly that many.", example: "fixed")

  static let shares = Syntax<[Double]>.list(
    of: .share(0...1e9, kind: "weight"), 1...Limits.listEntries, kind: "list of weights"
  ).map { (values: [Double], element: Element, reading: Reading) -> [Double]? in
    guard values.contains(where: { $0 > 0 }) else {
      reading.refuse(element.place, found: "no weight above 0", allowed: "at least one above 0")
      return nil
    }
    return values
  }
}
