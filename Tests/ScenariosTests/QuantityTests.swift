// Numbers with units: exact where a decimal can be, refused where they are no decimals.

import Consulting
import Testing

@testable import Scenarios

@Test(
  "durations are whole nanoseconds",
  arguments: [
    ("0s", 0), ("1ns", 1), ("90s", 90_000_000_000), ("1.5us", 1_500), ("0.1ms", 100_000),
    ("6.283185307h", 22_619_467_105_200), ("3650d", 315_360_000_000_000_000),
    ("0.0000001d", 8_640_000),
  ] as [(String, Int64)])
func durations(text: String, nanoseconds: Int64) {
  guard case .span(let span) = Quantity.duration(text) else {
    Issue.record("\(text) is no span")
    return
  }
  #expect(span.nanoseconds == nanoseconds)
}

@Test("a whole number of hours is the same number of minutes and seconds")
func unitsAgree() {
  for hours in stride(from: 1, through: 80_000, by: 997) {
    let spans = ["\(hours)h", "\(hours * 60)m", "\(hours * 3_600)s"].map(Quantity.duration)
    let nanoseconds = spans.map { outcome -> Int64 in
      if case .span(let span) = outcome { span.nanoseconds } else { -1 }
    }
    #expect(Set(nanoseconds) == [Int64(hours) * 3_600_000_000_000])
  }
}

@Test(
  "what is no decimal is no number",
  arguments: [
    "", ".", "+", "-", "nan", ".nan", "inf", "-.inf", "0x10", "1_000", "1e", "1e+", "1.2.3", "--1",
    "1 ", " 1", "١", "1,5", "1e5x",
  ])
func noDecimals(text: String) {
  #expect(Quantity.decimal(text) == nil)
}

@Test("shares in percent are the decimals that they look like, to the last bit")
func sharesAreExact() {
  #expect(Quantity.share("80%") == 0.8)
  #expect(Quantity.share("7.2%") == 0.072)
  #expect(Quantity.share("0.1%") == 0.001)
  #expect(Quantity.share("100%") == 1)
  #expect(Quantity.share("29%") == 0.29)
  #expect(Quantity.share("%") == nil)
}

@Test("120 an hour, 2 a minute and 2880 a day are one rate, to the last bit")
func ratesAgree() throws {
  let texts = ["120/h", "2/min", "2880/d"]
  let rates = try texts.map { text in
    let rate = try #require(Quantity.perTime(text))
    return rate.amount / rate.seconds
  }
  #expect(Set(rates).count == 1)
  #expect(Quantity.perTime("2/m") == nil)
  #expect(Quantity.perTime("2/min/h") == nil)
}

@Test("times of day run from 00:00 to 24:00")
func timesOfDay() {
  #expect(Quantity.timeOfDay("00:00") == .zero)
  #expect(Quantity.timeOfDay("9:05")?.seconds == 32_700)
  #expect(Quantity.timeOfDay("23:59:59")?.seconds == 86_399)
  #expect(Quantity.timeOfDay("24:00")?.seconds == 86_400)
  for text in ["24:01", "12:60", "12", "12:5", "-1:00", "12:00:60", "1:2:3:4", "aa:bb"] {
    #expect(Quantity.timeOfDay(text) == nil, "\(text)")
  }
}

@Test("the nearest known name is found across slips of the finger, not across meanings")
func nearestNames() {
  let known = ["length", "warmup", "closing", "choose-agent", "in-system"]
  #expect(NearestName.of("lenght", among: known) == "length")
  #expect(NearestName.of("warm-up", among: known) == "warmup")
  #expect(NearestName.of("choose_agent", among: known) == "choose-agent")
  #expect(NearestName.of("In-System", among: known) == "in-system")
  #expect(NearestName.of("colour", among: known) == nil)
}
