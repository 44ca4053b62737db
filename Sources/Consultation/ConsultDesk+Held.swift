// What the desk still holds, for whoever keeps something beside it.

extension ConsultDesk {
  /// Whether a session is there, connected or not.
  public func holds(_ session: SessionNumber) -> Bool {
    customer(session) != nil || agent(session) != nil || room.place(of: session) != nil
  }

  /// Whether a dialogue is under way, or its wrap-up.
  public func knows(_ number: DialogueNumber) -> Bool {
    dialogues[number] != nil || wrapUpsOfDialogue[number] != nil
  }
}
