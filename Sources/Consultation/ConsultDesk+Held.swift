// What the desk still holds, for whoever keeps something beside it.

extension ConsultDesk {
  /// Whether a session is there, connected or not.
  public func holds(_ session: SessionNumber) -> Bool {
    customer(session) != nil || agent(session) != nil
  }

  /// Whether a dialogue is under way, or its wrap-up.
  ///
  /// - Complexity: O(agents) for a dialogue that is over.
  public func knows(_ number: DialogueNumber) -> Bool {
    dialogues[number] != nil
      || agents.contains { agent in agent.wrapUps.contains { $0.dialogue == number } }
  }
}
