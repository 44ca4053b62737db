// Numbers for dialogues, so that a loop finds a dialogue by its number at once.

import Rings

/// Numbers of dialogues under way: each has a place of its own, `number % capacity`, and no number
/// comes back soon.
public struct DialogueNumbers: ~Copyable {
  private var places: IndexPool
  private let rounds: Block<UInt32>

  /// - Parameter capacity: dialogues at once, `RelayLimits.dialogues`.
  public init(capacity: Int) {
    places = IndexPool(capacity: capacity)
    rounds = Block(count: capacity, repeating: 0)
  }

  /// Rounds that a server can be ahead of what is on record of it: of dialogues that began in its
  /// last moment nothing may be left, but those who were in them know their numbers.
  public static let roundsAhead: UInt32 = 1_000

  /// Numbers of which some are taken: those of dialogues that an earlier server began, each with a
  /// place of its own; those that have none are taken out of the list. No number that is given
  /// later is any of them.
  ///
  /// - Parameters:
  ///   - last: the highest number on record of the last server of which there is one.
  ///   - ago: how many servers ago that was, from 1.
  /// - Complexity: O(capacity + numbers).
  public init(capacity: Int, taken: inout [UInt32], last: UInt32, ago: UInt32) {
    self.init(capacity: capacity)
    let first = last / UInt32(capacity) &+ ago &* Self.roundsAhead
    var left: [UInt32] = []
    for number in taken where number >= capacity {
      let place = Int(number % UInt32(capacity))
      if rounds[place] == 0 { left.append(number) }
      rounds[place] = max(rounds[place], number / UInt32(capacity))
    }
    taken = left
    while places.take() != nil {}
    for place in stride(from: capacity - 1, through: 0, by: -1) {
      if rounds[place] == 0 { places.give(back: place) }
      rounds[place] = max(rounds[place], first % mostRounds)
    }
  }

  /// A number above 0 for a dialogue that begins; nil if there are as many as there may be.
  public mutating func take() -> UInt32? {
    guard let place = places.take() else { return nil }
    rounds[place] = rounds[place] % mostRounds + 1
    return rounds[place] * UInt32(rounds.count) + UInt32(place)
  }

  private var mostRounds: UInt32 { UInt32.max / UInt32(rounds.count) - 1 }

  /// A dialogue is over.
  public mutating func give(back number: UInt32) {
    places.give(back: Int(number % UInt32(rounds.count)))
  }
}
