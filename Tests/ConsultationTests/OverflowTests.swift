// Rings: who waits long enough is answered elsewhere.

@testable import Consultation
import Testing

struct OverflowTests {
  private static let twoLocations =
    Stage.group("seoul", "count: 1") + Stage.group("osaka", "count: 1, location: osaka")
  private static let rings =
    "{offer: {timeout: TIME}, rings: [{after: 30s, location: osaka}]}"

  @Test("a customer whose own location is busy is given to the second after the ring's time")
  func overflow() throws {
    let routing = Self.rings.replacing("TIME", with: "0s")
    let stage = try Stage(agents: Self.twoLocations, routing: routing)
    let home = try stage.agent("seoul-1")
    let partner = try stage.agent("osaka-1")
    let first = try stage.ask()
    let second = try stage.ask()
    #expect(try stage.news(first).dialogue() == stage.news(home).dialogue())
    stage.wait(29.9)
    #expect(stage.news(partner) == [.standing(.away(reason: "")), .standing(.available)])
    stage.wait(0.2)
    #expect(try stage.news(second).dialogue() == stage.news(partner).dialogue())
  }

  @Test("an offer outlasts the ring, and when it lapses the second location is asked")
  func lapseAfterRing() throws {
    let routing = Self.rings.replacing("TIME", with: "40s")
    let stage = try Stage(agents: Self.twoLocations, routing: routing)
    let home = try stage.agent("seoul-1")
    let partner = try stage.agent("osaka-1")
    _ = try stage.ask()
    let offer = try stage.news(home).offer()
    stage.wait(39)
    #expect(!stage.news(home).contains(.offerEnded(offer, .expired)))
    _ = stage.news(partner)
    stage.wait(2)
    #expect(stage.news(home).contains(.offerEnded(offer, .expired)))
    _ = try stage.news(partner).offer()
  }

  @Test("whoever comes back to the queue waits for the rings anew")
  func ringsAnew() throws {
    let routing = Self.rings.replacing("TIME", with: "0s")
    let stage = try Stage(agents: Self.twoLocations, routing: routing)
    let home = try stage.agent("seoul-1")
    let customer = try stage.ask()
    stage.call { $0.connectionLost(home, at: $1) }
    stage.wait(60)
    let partner = try stage.agent("osaka-1")
    _ = stage.news(customer)
    stage.wait(29.9)
    #expect(stage.news(customer).isEmpty)
    stage.wait(0.2)
    #expect(try stage.news(customer).dialogue() == stage.news(partner).dialogue())
  }
}
