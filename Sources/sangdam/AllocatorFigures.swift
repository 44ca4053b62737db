// What the allocator counted: jemalloc's own statistics, where it is linked.

import Reports

#if canImport(CJemalloc)
  import CJemalloc
#endif

/// Figures of the allocator at one moment, of all threads since the start of the process.
struct AllocatorFigures {
  private var version: String?
  private var allocations: UInt64 = 0
  private var bytes: UInt64 = 0

  /// Those of now. Exact when no other thread allocates meanwhile.
  static var now: Self {
    var figures = Self()
    #if canImport(CJemalloc)
      bringUpToDate()
      figures.version = versionText
      figures.add(sizes: "bin", count: Int(number("arenas.nbins", of: UInt32.self)))
      figures.add(sizes: "lextent", count: Int(number("arenas.nlextents", of: UInt32.self)))
    #endif
    return figures
  }

  /// What came since, for a result.
  func since(_ before: Self, contacts: Int64) -> EngineFacts.Allocator {
    guard let version else { return EngineFacts.Allocator(name: "system") }
    return EngineFacts.Allocator(
      name: "jemalloc", version: version, allocatedBytes: Int64(bytes - before.bytes),
      allocationsPerContact: Double(allocations - before.allocations) / Double(max(contacts, 1)))
  }

  /// What is held now, for a result whose threads count for themselves; the most of it also of an
  /// earlier moment.
  static func held(since earlier: EngineFacts.Allocator? = nil) -> EngineFacts.Allocator {
    #if canImport(CJemalloc)
      bringUpToDate()
      var allocator = EngineFacts.Allocator(name: "jemalloc", version: versionText)
      let arenas = EngineFacts.Arenas(
        count: Int64(number("arenas.narenas", of: UInt32.self)),
        allocatedBytes: Int64(number("stats.allocated", of: Int.self)),
        activeBytes: Int64(number("stats.active", of: Int.self)),
        residentBytes: Int64(number("stats.resident", of: Int.self)),
        metadataBytes: Int64(number("stats.metadata", of: Int.self)))
      allocator.arenas = earlier?.arenas.map(arenas.since) ?? arenas
      return allocator
    #else
      return EngineFacts.Allocator(name: "system")
    #endif
  }

  #if canImport(CJemalloc)
    /// `MALLCTL_ARENAS_ALL`
    private static let allArenas = 4096

    /// Adds the requests for each size of a kind: `bin` for small ones, `lextent` for large ones.
    private mutating func add(sizes kind: String, count: Int) {
      for index in 0..<count {
        let requests = Self.number(
          "stats.arenas.\(Self.allArenas).\(kind)s.\(index).nrequests", of: UInt64.self)
        guard requests > 0 else { continue }
        allocations += requests
        bytes += requests * UInt64(Self.number("arenas.\(kind).\(index).size", of: Int.self))
      }
    }

    /// Brings the statistics up to date. What this thread allocated is counted in its own cache
    /// until that is flushed; threads that ended have flushed theirs.
    private static func bringUpToDate() {
      // Safety: flushing takes and gives nothing.
      unsafe _ = mallctl("thread.tcache.flush", nil, nil, nil, 0)
      var epoch: UInt64 = 1
      // Safety: both sides are a 64-bit number, as jemalloc's manual says of `epoch`.
      unsafe _ = mallctl("epoch", nil, nil, &epoch, MemoryLayout<UInt64>.size)
    }

    private static func number<Number: FixedWidthInteger & BitwiseCopyable>(
      _ name: String, of type: Number.Type
    ) -> Number {
      var value: Number = 0
      var size = MemoryLayout<Number>.size
      // Safety: the statistic is a number of that width (jemalloc refuses any other, and the
      // value stays 0).
      unsafe _ = mallctl(name, &value, &size, nil, 0)
      return value
    }

    /// `5.3.0`, without the commit that follows it.
    private static var versionText: String? {
      var text: UnsafePointer<CChar>?
      // Safety: `version` is a pointer to a constant string of the library.
      var size = unsafe MemoryLayout<UnsafePointer<CChar>?>.size
      guard unsafe mallctl("version", &text, &size, nil, 0) == 0, let text = unsafe text else {
        return nil
      }
      return unsafe String(cString: text).split(separator: "-").first.map(String.init)
    }
  #endif
}
