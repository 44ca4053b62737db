// How many connections each address has; knows no connection.

import Rings

/// Counts by address, for as many addresses as there can be connections.
///
/// An open table with linear steps, half of it empty at least. What is asked for comes from
/// strangers, so that the order in the table depends on a secret.
///
/// - Complexity: O(1) on average, no allocation after `init`.
struct AddressCounts: ~Copyable {
  struct Entry: BitwiseCopyable {
    var address: UInt64 = 0
    /// 0: the place is empty.
    var count = 0
  }

  private let entries: Block<Entry>
  private let secret: UInt64

  /// - Parameter addresses: with a count at once.
  init(addresses: Int, secret: UInt64) {
    var places = 16
    while places < 2 * addresses { places *= 2 }
    entries = Block(count: places, repeating: Entry())
    self.secret = secret
  }

  /// Adds one.
  func add(_ address: UInt64) {
    let place = place(of: address)
    entries[place] = Entry(address: address, count: entries[place].count + 1)
  }

  /// Takes one away, which was added.
  func remove(_ address: UInt64) {
    let place = place(of: address)
    assert(entries[place].count > 0, "an address without connections")
    entries[place].count -= 1
    if entries[place].count == 0 { close(place) }
  }

  /// Connections of an address.
  subscript(_ address: UInt64) -> Int { entries[place(of: address)].count }

  /// Where an address is, or would be.
  private func place(of address: UInt64) -> Int {
    var place = home(of: address)
    while entries[place].count > 0, entries[place].address != address { place = after(place) }
    return place
  }

  /// Moves back those behind an empty place who could not be nearer to their home.
  private func close(_ gap: Int) {
    var empty = gap
    var place = after(gap)
    while entries[place].count > 0 {
      let distance = (place - home(of: entries[place].address)) & (entries.count - 1)
      if distance >= (place - empty) & (entries.count - 1) {
        entries[empty] = entries[place]
        entries[place].count = 0
        empty = place
      }
      place = after(place)
    }
  }

  private func after(_ place: Int) -> Int { (place + 1) & (entries.count - 1) }

  /// Where an address is looked for first; mixed as MurmurHash3, in the public domain, does.
  private func home(of address: UInt64) -> Int {
    var mixed = address ^ secret
    mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return Int(truncatingIfNeeded: mixed ^ mixed >> 33) & (entries.count - 1)
  }
}
