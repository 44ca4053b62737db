// Who reads which page, kept by who may answer there, and which agents look on.

import Consulting
import Rings

/// All readers.
///
/// Readers whose page the same groups may answer stand on one shelf, in the order in which they
/// came to their pages. What changes on a shelf has a number, so that an agent is told again only
/// where something has changed.
struct ReadingRoom: ~Copyable {
  /// The readers of pages that the same groups may answer.
  private struct Shelf {
    let groups: [Int]
    /// Places of readers, who came last at the end.
    var places: [Int] = []
    /// The number of the last change.
    var changedAt: UInt64 = 0
  }

  private(set) var readers: [Reader?]
  private var rounds: [UInt64]
  private var pool: IndexPool
  private var placeOfNumber: [ReaderNumber: Int] = [:]
  private var shelves: [Shelf] = []
  /// The shelf of each class; nil where no group may answer at once.
  private let shelfOfClass: [Int?]
  /// The shelves that each group may answer.
  private let shelvesOfGroup: [[Int]]
  private var lastNumber: UInt32 = 0
  /// The number of the last change anywhere.
  private(set) var changes: UInt64 = 0
  /// Agents who want to see readers, in the order in which they said so.
  var watchers: [Int] = []
  /// When the last round of telling them began.
  var toldAt = Int64.min / 2
  /// The watcher with whom the present round goes on; nil = no round is under way.
  var nextInRound: Int?
  /// Something has changed since the present round began.
  var hasNews = false

  /// - Parameters:
  ///   - capacity: readers at once.
  ///   - groups: that may answer each class at once, without a ring.
  ///   - groupCount: groups in all.
  init(capacity: Int, groups: [[Int]], groupCount: Int) {
    var shelves: [Shelf] = []
    var indexes: [[Int]: Int] = [:]
    var ofClass: [Int?] = []
    var ofGroup = [[Int]](repeating: [], count: groupCount)
    for answering in groups {
      if indexes[answering] == nil, !answering.isEmpty {
        indexes[answering] = shelves.count
        for group in answering { ofGroup[group].append(shelves.count) }
        shelves.append(Shelf(groups: answering))
      }
      ofClass.append(indexes[answering])
    }
    readers = Array(repeating: nil, count: capacity)
    rounds = Array(repeating: 0, count: capacity)
    pool = IndexPool(capacity: capacity)
    self.shelves = shelves
    shelfOfClass = ofClass
    shelvesOfGroup = ofGroup
  }

  /// Readers in all.
  var count: Int { pool.taken }

  /// The place of a session that reads; nil if it does not.
  func place(of session: SessionNumber) -> Int? {
    guard session.isReaders, session.place < readers.count,
      readers[session.place]?.session == session
    else { return nil }
    return session.place
  }

  /// The place of a reader whom agents may find.
  func place(of number: ReaderNumber) -> Int? {
    placeOfNumber[number].flatMap { readers[$0]?.shelf == nil ? nil : $0 }
  }

  /// Somebody comes to read a page; nil if there is no room.
  mutating func enter(
    _ code: IdentificationCode, class classIndex: Int, at now: Int64
  ) -> SessionNumber? {
    guard let place = pool.take() else { return nil }
    rounds[place] += 1
    lastNumber &+= 1
    // Readers are fewer than numbers: one that is taken is soon passed.
    while placeOfNumber[ReaderNumber(lastNumber)] != nil { lastNumber &+= 1 }
    let session = SessionNumber(reader: place, round: rounds[place])
    let reader = Reader(
      session: session, number: ReaderNumber(lastNumber), code: code, since: now,
      shelf: shelfOfClass[classIndex])
    readers[place] = reader
    placeOfNumber[reader.number] = place
    shelve(place)
    return session
  }

  /// A reader turns to another page.
  mutating func move(
    _ place: Int, to code: IdentificationCode, class classIndex: Int, at now: Int64
  ) {
    takeDown(place)
    readers[place]?.code = code
    readers[place]?.since = now
    // Who wants no invitation is left alone on the next page too.
    let isLeftAlone = readers[place]?.hasDeclined ?? true
    readers[place]?.shelf = isLeftAlone ? nil : shelfOfClass[classIndex]
    shelve(place)
  }

  /// A reader has no connection until a time at most, or has one again (`Int64.max`).
  mutating func wait(for place: Int, until time: Int64) { readers[place]?.returnsUntil = time }

  /// A reader is invited, or an invitation has ended.
  mutating func invite(_ place: Int, _ invitation: Reader.Invitation?) {
    readers[place]?.invitation = invitation
    if let shelf = readers[place]?.shelf { note(shelf) }
  }

  /// A reader wants no invitation any more.
  mutating func close(_ place: Int) {
    takeDown(place)
    readers[place]?.hasDeclined = true
    readers[place]?.shelf = nil
  }

  /// A reader is gone.
  mutating func leave(_ place: Int) {
    takeDown(place)
    if let number = readers[place]?.number { placeOfNumber[number] = nil }
    readers[place] = nil
    pool.give(back: place)
  }

  private mutating func shelve(_ place: Int) {
    guard let shelf = readers[place]?.shelf else { return }
    shelves[shelf].places.append(place)
    note(shelf)
  }

  private mutating func takeDown(_ place: Int) {
    guard let shelf = readers[place]?.shelf else { return }
    shelves[shelf].places.removeAll { $0 == place }
    note(shelf)
  }

  private mutating func note(_ shelf: Int) {
    changes += 1
    shelves[shelf].changedAt = changes
    hasNews = true
  }

  /// Whether a group may answer a reader's page at once.
  func mayAnswer(_ place: Int, group: Int) -> Bool {
    readers[place]?.shelf.map { shelvesOfGroup[group].contains($0) } ?? false
  }

  /// Whether something that a group sees has changed since a change.
  func hasChanged(forGroup group: Int, since change: UInt64) -> Bool {
    shelvesOfGroup[group].contains { shelves[$0].changedAt > change }
  }

  /// The readers that a group sees: places of at most so many, who came to the page last first;
  /// and how many there are.
  ///
  /// - Complexity: O(shelves of the group × `most` × log).
  func seen(byGroup group: Int, most: Int) -> (places: [Int], count: Int) {
    var places: [Int] = []
    var count = 0
    for shelf in shelvesOfGroup[group] {
      places += shelves[shelf].places.suffix(most)
      count += shelves[shelf].places.count
    }
    places.sort { a, b in (readers[b]?.since ?? 0, a) < (readers[a]?.since ?? 0, b) }
    return (Array(places.prefix(most)), count)
  }

  /// Whether a reader stands where agents find him, and nowhere else.
  func isInPlace(_ place: Int) -> Bool {
    let shelf = readers[place]?.shelf
    return shelves.indices.allSatisfy { index in
      shelves[index].places.count { $0 == place } == (index == shelf ? 1 : 0)
    }
  }
}
