// Everyone does anything at any time: nobody is lost, and what is told fits together.

@testable import Consultation
import Testing

struct RandomLifeTests {
  /// Lives of all scenes together.
  static let lives = 2_000

  @Test("whatever happens, everyone is in one state, ends once and is told so", arguments: 0..<20)
  func lives(scene index: Int) throws {
    let scene = try Scene.all()[index]
    var met = DeskCounts()
    for life in 0..<Self.lives / 20 {
      let seed = UInt64(index * Self.lives + life)
      var life = try RandomLife(seed: seed, scene: scene)
      life.run(steps: 130)
      #expect(life.faults.isEmpty, "seed \(seed), scene \(index)")
      if !life.faults.isEmpty { return }
      met.add(life.desk.counts)
    }
    // A life in which nothing happens proves nothing.
    #expect(min(met.served, met.left, met.lost, met.closed) > 20)
    #expect(min(met.helped, met.transferred, met.handedBack) > 5)
    #expect(met.invitationsAccepted > 3 && met.invitationsDeclined > 3)
    #expect(met.invitationsLapsed > 3)
    #expect(!scene.offers || min(met.declined, met.lapsed) > 25)
  }

  @Test("one seed is one history", arguments: [3, 12, 17])
  func history(scene index: Int) throws {
    let scene = try Scene.all()[index]
    var heard: [[DeskNotice]] = []
    for _ in 0..<2 {
      var life = try RandomLife(seed: 99, scene: scene)
      life.run(steps: 200)
      heard.append(life.heard)
    }
    #expect(heard[0].count > 100)
    #expect(heard[0] == heard[1])
  }
}

extension DeskCounts {
  fileprivate mutating func add(_ other: DeskCounts) {
    served += other.served
    left += other.left
    lost += other.lost
    closed += other.closed
    declined += other.declined
    lapsed += other.lapsed
    helped += other.helped
    transferred += other.transferred
    handedBack += other.handedBack
    asked += other.asked
    dialogues += other.dialogues
    invitationsAccepted += other.invitationsAccepted
    invitationsDeclined += other.invitationsDeclined
    invitationsLapsed += other.invitationsLapsed
  }
}
