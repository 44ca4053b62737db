// Erlang B and C against exact values and printed tables.

import Measures
import Testing

/// Load, agents, blocking: Erlang's sum by mpmath 1.3 at 50 digits. B(5, 10) = 0.018385 and
/// B(3, 5) = 0.110054 are as printed in the tables of loss.
private let losses: [(load: Double, agents: Int, blocking: Double)] = [
  (0.01, 1, 0.009900990099009901),
  (0.01, 3, 1.6500830569306707e-07),
  (0.5, 2, 0.07692307692307693),
  (1, 1, 0.5),
  (2, 2, 0.4),
  (3, 5, 0.11005434782608696),
  (5, 10, 0.018384570336648132),
  (7, 10, 0.07874088296957026),
  (10, 5, 0.5639521768554027),
  (20, 30, 0.008457498340194705),
  (45, 50, 0.05410447216462617),
  (50, 60, 0.021668473057806243),
  (80, 90, 0.026231983896152587),
  (100, 80, 0.2294941757963406),
  (100, 100, 0.07570045271086097),
  (100, 120, 0.005690054606869933),
  (500, 520, 0.014361770544183753),
  (1000, 900, 0.10772866617108665),
  (1000, 1000, 0.02481191764616041),
  (1000, 1050, 0.0038131359845401547),
  (5000, 5000, 0.011199358278505486),
  (10000, 9000, 0.10088280763283781),
  (10000, 10000, 0.007936563248805671),
  (10000, 10100, 0.0028623572207360647),
  (10000, 10500, 1.7779225381728585e-08),
]

/// Arrivals a second, mean service, agents, T; P(wait), mean wait, P(wait ≤ T): from the same sums.
private let delays: [(Double, Double, Int, Double, delayed: Double, wait: Double, level: Double)] =
  [
    (0.005, 100, 1, 100, 0.5, 100.0, 0.6967346701436833),
    (0.0099, 100, 1, 20, 0.99, 9900.0, 0.011978021319340264),
    (0.01, 100, 2, 20, 0.3333333333333333, 33.333333333333336, 0.727089748974006),
    (0.05, 100, 7, 20, 0.324149949173288, 16.2074974586644, 0.7827157911477115),
    (0.1, 100, 11, 20, 0.6821182046893324, 68.21182046893324, 0.44152884858650193),
    (0.1, 100, 12, 20, 0.44938822429827086, 22.469411214913542, 0.6987660648005088),
    (0.1, 100, 15, 10, 0.10204236700798801, 2.04084734015976, 0.9381081758200064),
    (0.1, 180, 20, 20, 0.5507690048161176, 49.569210433450586, 0.558978657476467),
    (0.1, 180, 25, 20, 0.08312360919443056, 2.137464236428214, 0.9618108673490084),
    (0.5, 100, 52, 20, 0.6996140171793398, 34.98070085896699, 0.5310346997971663),
    (0.5, 100, 55, 20, 0.38454731793292857, 7.690946358658571, 0.8585329475748573),
    (0.5, 100, 70, 5, 0.004771430869941187, 0.023857154349705933, 0.9982446886779779),
    (1, 100, 101, 20, 0.8833145020395827, 88.33145020395828, 0.27680325254042987),
    (1, 100, 110, 20, 0.23700750028505274, 2.3700750028505273, 0.9679245228197209),
    (1, 300, 310, 20, 0.4559306058238976, 13.677918174716927, 0.7659174218791102),
    (5, 100, 505, 20, 0.7501068495476096, 15.002136990952192, 0.7240511113695542),
    (5, 100, 520, 10, 0.2747563446965241, 1.3737817234826206, 0.9628157722694395),
    (10, 100, 1001, 20, 0.9612582058524911, 96.1258205852491, 0.2129883452200003),
    (10, 100, 1030, 20, 0.248908785843602, 0.8296959528120066, 0.9993830168052988),
    (50, 100, 5050, 5, 0.36817292615319386, 0.7363458523063877, 0.9697785258633583),
    (100, 99.9, 10000, 20, 0.8805417113739897, 8.796611696626158, 0.8810699747338453),
    (100, 100, 10001, 20, 0.9875568701565485, 98.75568701565484, 0.19145681998939437),
    (100, 100, 10100, 20, 0.22476290646653221, 0.22476290646653221, 0.9999999995367291),
    (0.01, 1, 10, 20, 2.731042974602601e-27, 2.733776751353955e-28, 1.0),
  ]

@Test("Erlang B is exact from one agent to ten thousand")
func erlangB() {
  for (load, agents, blocking) in losses {
    let found = ErlangB.blocking(load: load, agents: agents)
    #expect(relativeError(found, blocking) < 1e-12, "load \(load), \(agents) agents")
  }
  #expect(ErlangB.blocking(load: 7, agents: 0) == 1)
  #expect(ErlangB.blocking(load: 0.01, agents: 10_000) == 0)
  #expect(abs(ErlangB.blocking(load: 10_000, agents: 1) - 10_000.0 / 10_001) < 1e-15)
}

@Test("Erlang C is exact from one agent to ten thousand")
func erlangC() throws {
  for (arrivals, service, agents, seconds, delayed, wait, level) in delays {
    let queue = try #require(
      ErlangC(arrivalsPerSecond: arrivals, meanServiceSeconds: service, agents: agents))
    let facts: Comment = "\(arrivals)/s, \(service) s, \(agents) agents"
    #expect(relativeError(queue.delayProbability, delayed) < 1e-11, facts)
    #expect(relativeError(queue.meanWaitSeconds, wait) < 1e-11, facts)
    #expect(relativeError(queue.serviceLevel(withinSeconds: seconds), level) < 1e-11, facts)
    #expect(relativeError(queue.meanWaiting, wait * arrivals) < 1e-11, facts)
  }
}

@Test("an overloaded Erlang C has no steady state")
func erlangCOverloaded() {
  #expect(ErlangC(arrivalsPerSecond: 1, meanServiceSeconds: 10, agents: 10) == nil)
  #expect(ErlangC(arrivalsPerSecond: 1, meanServiceSeconds: 10, agents: 9) == nil)
}

@Test("the percentile of Erlang C's wait is where the service level reaches the share")
func erlangCPercentiles() throws {
  let queue = try #require(
    ErlangC(arrivalsPerSecond: 0.1, meanServiceSeconds: 100, agents: 12))
  for share in [0.6, 0.8, 0.9, 0.99, 0.999] {
    let seconds = queue.waitPercentileSeconds(share)
    #expect(abs(queue.serviceLevel(withinSeconds: seconds) - share) < 1e-12)
  }
  #expect(queue.waitPercentileSeconds(0.5) == 0)
}
