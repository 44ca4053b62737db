// Erlang's loss formula: no room to wait.

/// M/M/n/n: customers who find all agents busy are blocked.
///
/// Source: A. K. Erlang (1917); the recursion on the inverse is Jagerman's (1974), all its terms
/// are positive and none overflows a probability.
public enum ErlangB {
  /// The share of customers who are blocked.
  ///
  /// - Parameters:
  ///   - load: arrival rate times mean service time, above 0.
  ///   - agents: 0 or more.
  /// - Complexity: O(agents).
  public static func blocking(load: Double, agents: Int) -> Double {
    precondition(load > 0 && load < .infinity && agents >= 0, "a load above 0, no negative agents")
    guard agents > 0 else { return 1 }
    var inverse = 1.0
    for agent in 1...agents { inverse = 1 + inverse * (Double(agent) / load) }
    return 1 / inverse
  }
}
