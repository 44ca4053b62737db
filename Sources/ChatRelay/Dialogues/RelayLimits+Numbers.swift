// How far the numbers of messages may be ahead of what is on record, so that none is given twice.

extension RelayLimits {
  /// How far a party can be above its last number on record, in a dialogue that so many servers had
  /// before; nil where too few numbers would be left to go on with.
  ///
  /// Messages that nobody had written down may be with their readers, `unrecordedMessages` of each
  /// server: whoever had forgotten what he wrote went on behind those of all before, and nothing of
  /// that may have been written down.
  ///
  /// - Parameter highest: the highest number on record, of any party.
  public func mostAhead(servers: UInt32, highest: UInt32) -> UInt32? {
    let (ahead, isTooMuch) = servers.multipliedReportingOverflow(by: UInt32(unrecordedMessages))
    let half = DialogueHead.mostSequence / 2
    guard !isTooMuch, highest <= half, ahead <= half - highest else { return nil }
    return ahead
  }
}
