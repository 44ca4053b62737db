// The memory that samplers and arrival sources point into: ziggurats, listed spans, rates.

import Consulting
import Synchronization

/// Owner of what the draws of a run read: made before the run, kept until its last draw.
///
/// Samplers and sources made with it hold bare pointers into it, so that they can be copied
/// bit by bit and sit in raw arrays; whoever holds them must hold this too. It may be shared
/// between threads: making samplers and sources locks, drawing does not. Equal lists are kept
/// once, so that every replication of a plan points to the same rates and traces.
public final class DrawTables: Sendable {
  /// The tables of the exponential and the normal ziggurat.
  public let ziggurats: Ziggurats
  private let kept: Mutex<KeptLists>

  /// Empty tables but for the ziggurats.
  public init() {
    ziggurats = Ziggurats.shared
    kept = Mutex(KeptLists())
  }

  deinit {
    kept.withLock { $0.free() }
  }

  /// Those spans or points in time in nanoseconds, kept as long as this object.
  ///
  /// - Complexity: O(1) for the very array that was kept before; otherwise O(count).
  func keep(_ times: [SimulationTime]) -> KeptList<Int64> {
    kept.withLock { $0.times.keep(times) { $0.nanoseconds } }
  }

  /// Those segments of constant rate, kept as long as this object.
  func keep(_ segments: [RateSegment]) -> KeptList<RateSegment> {
    kept.withLock { $0.segments.keep(segments) { $0 } }
  }

  /// Those segments of a profile, kept as long as this object.
  func keep(_ segments: [ProfileSegment]) -> KeptList<ProfileSegment> {
    kept.withLock { $0.profiles.keep(segments) { $0 } }
  }
}

/// Everything that is kept, by kind.
private struct KeptLists {
  var times = KeptArrays<SimulationTime, Int64>()
  var segments = KeptArrays<RateSegment, RateSegment>()
  var profiles = KeptArrays<ProfileSegment, ProfileSegment>()

  func free() {
    times.free()
    segments.free()
    profiles.free()
  }
}

/// Arrays of one kind and their copies in raw memory, equal ones once.
private struct KeptArrays<Source: Hashable, Element: BitwiseCopyable> {
  private var lists: [Fingerprint: KeptList<Element>] = [:]

  /// An array that is hashed by a few elements (a trace may have millions) and compared in full;
  /// the standard comparison sees at once when both share their memory.
  private struct Fingerprint: Hashable {
    let elements: [Source]

    func hash(into hasher: inout Hasher) {
      hasher.combine(elements.count)
      let stride = Swift.max(1, elements.count / 16)
      for index in Swift.stride(from: 0, to: elements.count, by: stride) {
        hasher.combine(elements[index])
      }
    }
  }

  mutating func keep(_ elements: [Source], as form: (Source) -> Element) -> KeptList<Element> {
    let fingerprint = Fingerprint(elements: elements)
    if let known = lists[fingerprint] { return known }
    // Safety: as many elements are allocated as are initialised; the pointer is freed in `free`
    // alone, which the owner calls when nobody can hold the list any more.
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: Swift.max(1, elements.count))
    for (index, element) in elements.enumerated() {
      unsafe (memory + index).initialize(to: form(element))
    }
    let list = unsafe KeptList(first: UnsafePointer(memory), count: elements.count)
    lists[fingerprint] = list
    return list
  }

  func free() {
    for list in lists.values {
      // Safety: each list was allocated by `keep` and is in the dictionary once.
      unsafe list.first.deallocate()
    }
  }
}
