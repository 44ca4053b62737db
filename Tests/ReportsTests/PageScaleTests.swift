// Axes: where values stand and where the labels are, against values worked out by hand.

import Testing

@testable import Reports

@Suite("axes")
struct PageScaleTests {
  @Test(
    "an even axis has round steps and ends at the first that reaches the largest value",
    arguments: [
      (1697.0, [0.0, 500, 1000, 1500, 2000]), (100, [0, 20, 40, 60, 80, 100]),
      (0.35, [0, 0.1, 0.2, 0.3, 0.4]), (7, [0, 2, 4, 6, 8]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ] as [(Double, [Double])])
  func even(largest: Double, expected: [Double]) {
    let ticks = Ticks.even(upTo: largest)
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-9) }
  }

  @Test(
    "times are labelled as a clock counts",
    arguments: [
      (53.3, [0.0, 15, 30, 45, 60]), (106, [0, 30, 60, 90, 120]),
      (1000, [0, 300, 600, 900, 1200]), (9000, [0, 1800, 3600, 5400, 7200, 9000]),
    ] as [(Double, [Double])])
  func times(longest: Double, expected: [Double]) {
    #expect(Ticks.times(upTo: longest) == expected)
  }

  @Test("moments are those at which the clock strikes, whenever the day opens")
  func moments() {
    // From 07:20 for five hours: 08:00 is 2,400 s after opening, then every hour.
    let opens = 7.0 * 3600 + 1200
    let expected: [Double] = [2400, 6000, 9600, 13_200, 16_800]
    #expect(Ticks.moments(from: 0, to: 18_000, opens: opens) == expected)
    #expect(Ticks.moments(from: 0, to: 7 * 86_400, opens: 0).count <= 8)
  }

  @Test("an axis without anything to show, or beyond all bounds, still has two labels")
  func degenerate() {
    #expect(Ticks.even(upTo: 0) == [0, 1])
    #expect(Ticks.even(upTo: .infinity) == [0, 1])
    for value in [1e-9, 1e15] { #expect((2...8).contains(Ticks.even(upTo: value).count)) }
    for value in [1e-9, 1e15] { #expect((2...8).contains(Ticks.times(upTo: value).count)) }
  }

  @Test("values stand where their share of the axis is, those beyond it at its ends")
  func places() {
    let scale = AxisScale(upTo: 200, ends: (216, 16))
    #expect(scale.place(of: 0) == 216)
    #expect(scale.place(of: 50) == 166)
    #expect(scale.place(of: 200) == 16)
    #expect(scale.place(of: 900) == 16)
    #expect(scale.place(of: -3) == 216)
  }

  @Test("a widening axis gives tenfold times equal steps, and 0 a place")
  func widening() {
    let scale = AxisScale(upTo: 10_000, ends: (0, 100), spread: .wideningFrom(1))
    let places = [0.0, 10, 100, 1000, 10_000].map(scale.place)
    #expect(places[0] == 0)
    #expect(abs(places[4] - 100) < 1e-9)
    // asinh(x) is ln(2x) for large x: ln 10 / ln 20,000 of the axis for each factor of ten.
    for index in 2...3 {
      #expect(abs(places[index + 1] - places[index] - 23.25) < 0.01)
    }
  }
}
