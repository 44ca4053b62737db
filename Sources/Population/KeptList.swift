// A list in raw memory that values without reference counts may carry.

/// A list that `DrawTables` keeps: a pointer and a count, trivially copyable.
///
/// It is valid as long as the `DrawTables` it came from; the run holds those until its last draw.
@safe
public struct KeptList<Element: BitwiseCopyable>: BitwiseCopyable {
  @usableFromInline let first: UnsafePointer<Element>
  /// Number of elements.
  public let count: Int

  /// The list of `count` initialised elements from `first` on.
  // Safety: the caller answers for the elements and keeps them.
  @unsafe
  init(first: UnsafePointer<Element>, count: Int) {
    unsafe self.first = first
    self.count = count
  }

  /// The element at that place.
  ///
  /// - Complexity: O(1), no allocation.
  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "a kept list is read inside its bounds")
    // Safety: the index was checked; the owner keeps the memory and nobody writes to it.
    return unsafe first[index]
  }
}

// Safety: the memory is written before the first list points to it and never after, so that
// threads may share it; `DrawTables` frees it when nobody can draw any more.
extension KeptList: @unchecked Sendable {}
