// Agents who come and go: steps, shifts, breaks, absence; and what the window counts.

import Consulting
import Population
import Tallies
import Testing

@Suite("Staff that changes") struct StaffTests {
  @Test("finish: the open chat is finished, and is staffed time until then")
  func finish() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 150), Asking("b", at: 110)],
      at: [Desk("desk", "staff: {periods: 100s, counts: [1, 0, 1]}")], length: "300s")
    #expect(run.handled("a") == 150 && run.wait("b") == 90)
    #expect(run.desk("desk").staffedNanoseconds == 250e9)
    #expect(run.desk("desk").busyNanoseconds == 210e9)
  }

  static let handback = Desk(
    "desk", "staff: {periods: 100s, counts: [1, 0, 1]}, leaving: handback")

  @Test("handback: the rest of the effort goes on, ahead of those who waited before")
  func handback() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 150), Asking("b", at: 50)], at: [Self.handback],
      length: "300s")
    #expect(run.wait("a") == 100 && run.handled("a") == 150)
    #expect(run["a"].answered == 1 && run["a"].delayed == 1)
    #expect(run.wait("b") == 200)
    #expect(run.desk("desk").staffedNanoseconds == 200e9)
  }

  @Test("handback: patience is drawn anew; who leaves then has abandoned, and is not answered")
  func handbackPatience() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 150, keys: "patience: {fixed: 80s}")], at: [Self.handback],
      length: "300s")
    #expect(run["a"].abandoned == 1 && run["a"].answered == 0 && run["a"].handled == 0)
    #expect(run.wait("a") == 80)
  }

  @Test("handback: another agent takes the rest over at once")
  func handbackTakenOver() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 150)],
      at: [
        Desk("x", skill: 0.9, "staff: {periods: 100s, counts: [1, 0]}, leaving: handback"),
        Desk("y", skill: 0.8),
      ])
    #expect(run.wait("a") == 0 && run.handled("a") == 150 && run.score("a") == 0.8)
    #expect(run.desk("x").busyNanoseconds == 100e9 && run.desk("y").busyNanoseconds == 50e9)
  }

  @Test("handback of several chats keeps what each has left at the speed of several")
  func handbackOfSeveral() throws {
    // At half speed each has 50 of 60 (10 of 20) left at 20; y works at full speed.
    let run = try Tiny(
      [Asking("a", at: 0, effort: 60), Asking("b", at: 0, effort: 20)],
      at: [
        Desk(
          "x", skill: 0.9,
          """
          staff: {periods: 20s, counts: [1, 0]}, leaving: handback, \
          concurrency: 2, speed: [1, 0.5]
          """
        ),
        Desk("y", skill: 0.8, "staff: {periods: 20s, counts: [0, 2]}"),
      ])
    #expect(run.handled("a") == 70 && run.handled("b") == 30)
  }

  @Test("idle agents leave first, whoever came first")
  func idleFirst() throws {
    let run = try Tiny(
      [Asking("a", at: 0, effort: 200), Asking("b", at: 120)],
      at: [Desk("desk", "staff: {periods: 100s, counts: [2, 1]}, leaving: handback")],
      length: "300s")
    #expect(run.wait("a") == 0 && run.handled("a") == 200 && run.wait("b") == 80)
    #expect(run.desk("desk").staffedNanoseconds == 400e9)
  }

  @Test("a waiting customer is taken the moment an agent comes on duty")
  func comesOnDuty() throws {
    let run = try Tiny(
      [Asking("a", at: 10), Asking("b", at: 20), Asking("c", at: 30)],
      at: [Desk("desk", "staff: {periods: 100s, counts: [0, 1]}, concurrency: 2, speed: [1, 1]")])
    #expect(run.wait("a") == 90 && run.wait("b") == 80 && run.wait("c") == 130)
  }

  @Test("the last count holds, through the drain too")
  func lastCountHolds() throws {
    let run = try Tiny(
      [Asking("a", at: 99), Asking("b", at: 99.5), Asking("c", at: 99.8)],
      at: [Desk("desk", "staff: {periods: 40s, counts: [0, 1]}")], length: "100s")
    #expect(run.wait("c") == 60 + 60 - 0.8)
  }

  @Test("shifts add up, and breaks are taken by all of the shift")
  func shifts() throws {
    let run = try Tiny(
      """
      opens: "09:00"
      length: 8h
      report-every: 1h
      replications: 1
      demand:
        - name: ask
          code: {language: ko, document: "43211507"}
          arrivals: {count: 0}
          effort: {fixed: 1m}
      agents:
        - name: desk
          languages: {ko: 1}
          documents: {"43": 1}
          shifts:
            - from: "09:00"
              to: "15:00"
              count: 2
              breaks: [{from: "12:00", to: "12:30"}]
            - {from: "13:00", to: "17:00", count: 3}
      """)
    let staffed = run.tally.replications[0].periodAgents.map { $0.staffedNanoseconds / 3_600e9 }
    #expect(staffed == [2, 2, 2, 1, 5, 5, 3, 3])
  }

  @Test("absence: each agent stays away for the whole run with its probability")
  func absence() throws {
    let run = try Tiny(
      [Asking("a", at: 0)], at: [Desk("desk", "count: 40, absence: 25%")], length: "100s",
      replications: 100)
    let present = run.tally.replications.map { $0.groups[0].staffedNanoseconds / 100e9 }
    #expect(present.allSatisfy { $0 == $0.rounded() })
    // Binomial with 4,000 and 0.75.
    let total = present.reduce(0, +)
    let binomial = 4_000 * 0.75 * 0.25
    #expect(abs(total - 3_000) < 4 * binomial.squareRoot(), "\(total)")
    let mean = total / 100
    let variance = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99
    let deviation = (2.0 / 99).squareRoot()
    #expect(abs(variance / 7.5 - 1) < 4 * deviation, "\(variance)")
  }
}

@Suite("The window") struct WindowTests {
  @Test("counts who arrives in [warmup, length), whatever becomes of him later")
  func arrivals() throws {
    let run = try Tiny(
      [Asking("a", at: 99, 100, 299.999, effort: 60)], at: [Desk("desk")], length: "300s",
      "warmup: 100s")
    #expect(run["a"].offered == 2 && run["a"].answered == 2)
    // The second comes while the first, who is not counted, is being served.
    #expect(run.wait("a") == 59)
  }

  @Test("integrals begin with the warm-up's end")
  func integrals() throws {
    let run = try Tiny(
      [Asking("a", at: 90, effort: 60)], at: [Desk("desk", "count: 2")], length: "300s",
      "warmup: 100s")
    #expect(run.desk("desk").busyNanoseconds == 50e9)
    #expect(run.desk("desk").staffedNanoseconds == 400e9)
  }

  @Test("a customer belongs to the period of arrival, agents' time to the time itself")
  func periods() throws {
    let run = try Tiny(
      [Asking("a", at: 50, effort: 100), Asking("b", at: 90)], at: [Desk("desk")],
      length: "250s",
      """
      warmup: 20s
      report-every: 100s
      """)
    let periods = run.tally.replications[0]
    #expect(run.tally.layout.periods.map(\.lowerBound.seconds) == [20, 100, 200])
    #expect(periods.periods.map(\.answered) == [2, 0, 0])
    #expect(periods.periods[0].waitNanoseconds == 60e9)
    #expect(periods.periodAgents.map { $0.busyNanoseconds / 1e9 } == [50, 100, 10])
    #expect(periods.periodAgents.map { $0.staffedNanoseconds / 1e9 } == [80, 100, 50])
  }

  @Test("a fixed count is exactly that many in every replication")
  func fixedCount() throws {
    let run = try Tiny(
      """
      length: 8h
      replications: 30
      demand:
        - name: ask
          code: {language: ko, document: "43211507"}
          arrivals: {count: 137, profile: [1, 3, 0, 2], spread: fixed}
          effort: {exponential: {mean: 1m}}
      agents:
        - {name: desk, count: 3, languages: {ko: 1}, documents: {"43": 1}}
      """)
    #expect(run.tally.replications.allSatisfy { $0.streams[0].offered == 137 })
    // Nobody comes in the third quarter.
    #expect(run.tally.replications.allSatisfy { $0.periods[8..<12].allSatisfy { $0.offered == 0 } })
  }

  @Test("the first answer is slowed by the chats open beside it")
  func firstResponse() throws {
    // Alone until 5: half of a's ten seconds; then both advance at half speed.
    let run = try Tiny(
      [
        Asking("a", at: 0, effort: 100, keys: "first-answer: {fixed: 10s}"),
        Asking("b", at: 5, effort: 100, keys: "first-answer: {fixed: 10s}"),
        Asking("c", at: 6, effort: 100, keys: "first-answer: {fixed: 10s}"),
      ], at: [Desk("desk", "count: 1, concurrency: 2, speed: [1, 0.5]")])
    #expect(run["a"].firstResponseNanoseconds == 15e9)
    #expect(run["b"].firstResponseNanoseconds == 20e9)
    // a ends at 195: b has 5 of 100 left, c waits 189 s and answers as b's second half ends.
    #expect(run.wait("c") == 189)
    #expect(run["c"].firstResponseNanoseconds == 189e9 + 15e9)
  }

  @Test("a first answer that was not given yet is the next agent's, and the time so far counts")
  func firstResponseAfterHandback() throws {
    // y is two hours into a chat when x hands back after five seconds.
    let run = try Tiny(
      [
        Asking("long", at: 0, effort: 20_000),
        Asking("a", at: 7_195, effort: 60, keys: "first-answer: {fixed: 20s}"),
      ],
      at: [
        Desk("y", "count: 1, concurrency: 2, speed: [1, 0.5], rank: 1"),
        Desk("x", "staff: {periods: 2h, counts: [1, 0]}, leaving: handback"),
      ], length: "3h")
    // Twenty seconds of work at half speed after five in vain.
    #expect(run["a"].firstResponses == 1)
    #expect(run["a"].firstResponseNanoseconds == 45e9)
  }

  @Test("everybody answered had a first answer, at any speed")
  func firstAnswersAreComplete() throws {
    let run = try Tiny(
      """
      length: 8h
      replications: 3
      demand:
        - {name: a, code: {language: ko, document: "43211507"}, arrivals: {rate: 4/min},
           effort: {exponential: {mean: 1m}}, first-answer: {fixed: 1h}}
        - {name: b, code: {language: ko, document: "53111601"}, arrivals: {rate: 4/min},
           effort: {exponential: {mean: 1m}}, first-answer: {fixed: 1h}}
      agents:
        - {name: one, count: 3, languages: {ko: 1}, documents: {"43": 1}, speed: [3.7]}
        - {name: two, count: 3, languages: {ko: 1}, documents: {"53": 1}, concurrency: 2,
           speed: [4.3, 2.9]}
      """)
    for stream in run.tally.replications.flatMap(\.streams) {
      #expect(stream.firstResponses == stream.answered)
    }
  }
}
