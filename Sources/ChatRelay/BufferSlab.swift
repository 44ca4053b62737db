// Memory for what cannot be handed on at once: bounded, in two sizes; knows no connection.

import Rings
import WebSockets

/// Slots of bytes, small and large, each in one piece.
///
/// - Complexity: O(1), no allocation after `init`.
struct BufferSlab: ~Copyable {
  /// No slot.
  static let none: UInt32 = .max
  /// Bytes of a small slot.
  static let smallBytes = 2_048
  /// Bytes that a slot for a frame has before the payload.
  static let headroom = 16

  /// What of a slot is in use, and the slot that follows it in a line.
  struct Extent: BitwiseCopyable {
    var from: UInt32 = 0
    var to: UInt32 = 0
    var next = BufferSlab.none
  }

  private let memory: OwnedBytes
  private let smallSlots: Int
  /// Bytes of a large slot.
  let largeBytes: Int
  private var small: IndexPool
  private var large: IndexPool
  private let extents: Block<Extent>

  /// Slots, all free; a large one holds a frame of `payloadBytes`.
  init(smallSlots: Int, largeSlots: Int, payloadBytes: Int) {
    let largeBytes = (max(payloadBytes, Self.smallBytes) + Self.headroom + 63) & ~63
    memory = OwnedBytes(count: smallSlots * Self.smallBytes + largeSlots * largeBytes)
    self.smallSlots = smallSlots
    self.largeBytes = largeBytes
    small = IndexPool(capacity: smallSlots)
    large = IndexPool(capacity: largeSlots)
    extents = Block(count: smallSlots + largeSlots, repeating: Extent())
  }

  /// Slots handed out.
  var taken: Int { small.taken + large.taken }

  /// A free slot of at least so many bytes, `none` when there is none or none is that large.
  mutating func take(bytes: Int) -> UInt32 {
    var slot = Self.none
    if bytes <= Self.smallBytes, let place = small.take() {
      slot = UInt32(place)
    } else if bytes <= largeBytes, let place = large.take() {
      slot = UInt32(smallSlots + place)
    } else {
      return slot
    }
    extents[Int(slot)] = Extent()
    return slot
  }

  /// Gives a slot back.
  mutating func give(back slot: UInt32) {
    if Int(slot) < smallSlots {
      small.give(back: Int(slot))
    } else {
      large.give(back: Int(slot) - smallSlots)
    }
  }

  /// The bytes of a slot.
  func region(of slot: UInt32) -> ByteRegion {
    let index = Int(slot)
    let isSmall = index < smallSlots
    let offset =
      isSmall
      ? index * Self.smallBytes
      : smallSlots * Self.smallBytes + (index - smallSlots) * largeBytes
    return memory.region.part(from: offset, count: isSmall ? Self.smallBytes : largeBytes)
  }

  /// What of a slot is in use.
  subscript(_ slot: UInt32) -> Extent {
    get { extents[Int(slot)] }
    nonmutating set { extents[Int(slot)] = newValue }
  }
}
