// The progress of a run in one line: what it says, and that it fits.

import Reports
import Testing

@Suite("the progress line")
struct ProgressLineTests {
  private func line(_ share: Double, seconds: Double = 20) -> ProgressLine {
    ProgressLine(
      finished: Int(share * 400), of: 400, share: share, contacts: 70_000_000, seconds: seconds)
  }

  @Test("it says how far, how many, how long still and how fast")
  func words() {
    // A quarter in 20 s: three quarters take 60 s more. 70 million in 20 s are 3.5 a microsecond.
    #expect(
      line(0.25).text(columns: 100)
        == "███████░░░░░░░░░░░░░░░░░░░░░  25 %  100 of 400 replications  1m 00s left"
        + "  3.50 M contacts/s")
  }

  @Test("it fits every width and never loses the percentage")
  func fits() {
    for columns in 5...120 {
      for share in [0, 0.001, 0.5, 1] {
        let text = line(share).text(columns: columns)
        #expect(DisplayWidth.of(text) <= columns, "\(columns): \(text)")
        #expect(text.contains("\(Int(share * 100)) %"), "\(columns): \(text)")
      }
    }
    #expect(line(0.5).text(columns: 44).hasSuffix("  50 %  20 s left"))
  }

  @Test("nothing is foretold from nothing")
  func beginning() {
    #expect(line(0.001, seconds: 0.1).text(columns: 99).contains("… left"))
    #expect(line(0.001, seconds: 2).text(columns: 99).contains("33m 18s left"))
  }
}
