// What single threads allocate: each is given an arena of jemalloc to itself, which counts.

import Measures

#if canImport(CJemalloc)
  import CJemalloc
#endif

/// Allocations of the thread that asks; reading them allocates nothing.
enum ThreadAllocations {
  /// Counts by jemalloc; nil where it is not linked.
  static var meter: AllocationMeter? {
    #if canImport(CJemalloc)
      AllocationMeter(begin: { takeArena() }, read: { count })
    #else
      nil
    #endif
  }

  #if canImport(CJemalloc)
    /// Names of statistics as numbers, looked up once.
    private struct Path {
      let parts: [Int]

      init(_ name: String) {
        var parts = [Int](repeating: 0, count: 6)
        var length = parts.count
        // Safety: jemalloc writes at most `length` numbers, and says how many.
        unsafe parts.withUnsafeMutableBufferPointer { buffer in
          unsafe _ = mallctlnametomib(name, buffer.baseAddress, &length)
        }
        self.parts = Array(parts.prefix(length))
      }

      /// The statistic, with other numbers at some places.
      func read<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type, _ first: (Int, Int), _ second: (Int, Int) = (-1, 0)
      ) -> Number {
        var value: Number = 0
        var size = MemoryLayout<Number>.size
        // Safety: the path lies on the stack for the length of the call; the statistic is a number
        // of that width (jemalloc refuses any other, and the value stays 0).
        unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: parts.count) { path in
          for index in 0..<parts.count { unsafe path[index] = parts[index] }
          if first.0 >= 0 { unsafe path[first.0] = first.1 }
          if second.0 >= 0 { unsafe path[second.0] = second.1 }
          unsafe _ = mallctlbymib(path.baseAddress, parts.count, &value, &size, nil, 0)
        }
        return value
      }
    }

    private static let ownArena = Path("thread.arena")
    private static let kinds = ["bin", "lextent"].map { kind in
      (
        count: Int(Path("arenas.n\(kind)s").read(UInt32.self, (-1, 0))),
        size: Path("arenas.\(kind).0.size"), requests: Path("stats.arenas.0.\(kind)s.0.nrequests")
      )
    }

    /// From now on this thread allocates in an arena of its own.
    private static func takeArena() {
      var arena: UInt32 = 0
      var size = MemoryLayout<UInt32>.size
      // Safety: both are 32-bit numbers, as jemalloc's manual says of `arenas.create` and
      // `thread.arena`.
      unsafe _ = mallctl("arenas.create", &arena, &size, nil, 0)
      unsafe _ = mallctl("thread.arena", nil, nil, &arena, size)
      _ = count
    }

    /// What was allocated in this thread's arena; as no other thread uses it, by this thread.
    private static var count: AllocationCount {
      // Safety: flushing takes and gives nothing; an epoch is a 64-bit number.
      unsafe _ = mallctl("thread.tcache.flush", nil, nil, nil, 0)
      var next: UInt64 = 1
      unsafe _ = mallctl("epoch", nil, nil, &next, MemoryLayout<UInt64>.size)
      let arena = Int(ownArena.read(UInt32.self, (-1, 0)))
      var total = AllocationCount(bytes: 0, allocations: 0)
      for kind in kinds {
        for index in 0..<kind.count {
          let requests = kind.requests.read(UInt64.self, (2, arena), (4, index))
          guard requests > 0 else { continue }
          total.allocations += requests
          total.bytes += requests * UInt64(kind.size.read(Int.self, (2, index)))
        }
      }
      return total
    }
  #endif
}
