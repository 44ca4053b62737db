// The times that are due, against a list that is searched.

@testable import Consultation
import SeededTests
import Testing

struct DueTimesTests {
  @Test("the next one is the least, whatever was set, moved and taken out", arguments: 1..<20)
  func model(seed: UInt64) {
    var draws = SeededDraws(seed: seed)
    let count = Int(seed)
    var due = DueTimes(count: count)
    var model = [Int64](repeating: .max, count: count)
    for _ in 0..<500 {
      let number = Int.random(in: 0..<count, using: &draws)
      let isTakenOut = Int.random(in: 0..<4, using: &draws) == 0
      let time = isTakenOut ? Int64.max : Int64.random(in: 0..<12, using: &draws)
      due.set(number, at: time)
      model[number] = time
      let least = model.min() ?? .max
      #expect(due.next?.time == (least == .max ? nil : least), "seed \(seed)")
      #expect(due.next?.number == (least == .max ? nil : model.firstIndex(of: least)))
      #expect(due.time(of: number) == time)
    }
  }
}
