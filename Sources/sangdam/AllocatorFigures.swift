// What the allocator counted: jemalloc's own statistics, where it is linked.

import Reports

#if canImport(CJemalloc)
  import CJemalloc
#endif

/// Figures of the allocator at one moment.
struct AllocatorFigures {
  private let version: String?
  private let allocations: UInt64

  /// Those of now.
  static var now: Self {
    #if canImport(CJemalloc)
      refresh()
      let small = number("stats.arenas.\(allArenas).small.nmalloc")
      let large = number("stats.arenas.\(allArenas).large.nmalloc")
      return Self(version: versionText, allocations: small + large)
    #else
      return Self(version: nil, allocations: 0)
    #endif
  }

  /// What came since, for a result.
  func since(_ before: Self, contacts: Int64) -> EngineFacts.Allocator {
    guard let version else { return EngineFacts.Allocator(name: "system") }
    let perContact = Double(allocations - before.allocations) / Double(max(contacts, 1))
    return EngineFacts.Allocator(
      name: "jemalloc", version: version, allocationsPerContact: perContact)
  }

  #if canImport(CJemalloc)
    /// `MALLCTL_ARENAS_ALL`
    private static let allArenas = 4096

    /// Brings the statistics up to date.
    private static func refresh() {
      var epoch: UInt64 = 1
      // Safety: both sides are a 64-bit number, as jemalloc's manual says of `epoch`.
      unsafe _ = mallctl("epoch", nil, nil, &epoch, MemoryLayout<UInt64>.size)
    }

    private static func number(_ name: String) -> UInt64 {
      var value: UInt64 = 0
      var size = MemoryLayout<UInt64>.size
      // Safety: the statistic is a 64-bit number; on failure the value stays 0.
      unsafe _ = mallctl(name, &value, &size, nil, 0)
      return value
    }

    private static var versionText: String? {
      var text: UnsafePointer<CChar>?
      var size = unsafe MemoryLayout<UnsafePointer<CChar>?>.size
      // Safety: `version` is a pointer to a constant string of the library.
      guard unsafe mallctl("version", &text, &size, nil, 0) == 0, let text = unsafe text else {
        return nil
      }
      return unsafe String(cString: text)
    }
  #endif
}
