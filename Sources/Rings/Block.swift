// A fixed block of trivial values: raw storage without copies, counts or checks on release builds.

import Glibc

/// Bytes of a large page of memory (x86-64 and most of arm64).
private let hugePage = 1 << 21

/// An owned block of trivial values at consecutive places.
///
/// Indexes are checked in debug builds only; every index in the core comes from a pool or a table
/// that was sized with the block.
///
/// - Complexity: O(1) access, no allocation after `init` but in `grow`.
@safe public struct Block<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var storage: UnsafeMutablePointer<Element>
  /// Places.
  public private(set) var count: Int

  /// A block filled with one value, on a boundary of 128 bytes so that it shares no cache line.
  public init(count: Int, repeating value: Element) {
    precondition(count >= 0, "a block has a count of 0 or more")
    // Safety: allocated and initialised for `count` values here, freed in `deinit`, never shared.
    unsafe storage = Self.allocate(count)
    unsafe storage.initialize(repeating: value, count: count)
    self.count = count
  }

  /// A block of an array's values.
  public init(_ values: [Element]) {
    // Safety: as above; initialised from the array's own storage, which is as long.
    let memory = unsafe Self.allocate(values.count)
    unsafe values.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      unsafe memory.initialize(from: first, count: source.count)
    }
    unsafe storage = memory
    count = values.count
  }

  deinit {
    // Safety: allocated in `init` or `grow` by the same allocator.
    unsafe UnsafeMutableRawPointer(storage).deallocate()
  }

  // Safety: the memory is handed out uninitialised; both callers initialise all of it.
  @unsafe private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    let isLarge = bytes >= hugePage
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? hugePage : 128)
    // What is scattered over many small pages costs a walk through their tables at each access.
    if isLarge { unsafe madvise(memory, bytes, Int32(MADV_HUGEPAGE)) }
    return unsafe memory.bindMemory(to: Element.self, capacity: max(count, 1))
  }

  /// The value at a place.
  @inlinable public subscript(_ index: Int) -> Element {
    // Safety: the index is inside the block, asserted; the block outlives the access.
    @inline(__always) unsafeAddress {
      assert(index >= 0 && index < count, "index outside the block")
      return unsafe UnsafePointer(storage + index)
    }
    @inline(__always) nonmutating unsafeMutableAddress {
      assert(index >= 0 && index < count, "index outside the block")
      return unsafe storage + index
    }
  }

  /// Extends the block, new places filled with `value`; for a sole owner only.
  ///
  /// - Complexity: O(`newCount`).
  public mutating func grow(to newCount: Int, repeating value: Element) {
    guard newCount > count else { return }
    // Safety: both blocks are live and do not overlap; the old one is freed after the copy.
    let larger = unsafe Self.allocate(newCount)
    unsafe larger.initialize(from: storage, count: count)
    unsafe (larger + count).initialize(repeating: value, count: newCount - count)
    unsafe UnsafeMutableRawPointer(storage).deallocate()
    unsafe storage = larger
    count = newCount
  }

  /// Fills the whole block with one value.
  public func fill(with value: Element) {
    // Safety: all places are initialised and trivial.
    unsafe storage.update(repeating: value, count: count)
  }
}
