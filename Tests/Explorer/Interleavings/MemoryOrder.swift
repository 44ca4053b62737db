// The orders of atomic operations, as the model of memory asks about them.

import Synchronization

// Ordering (whole file): translations of the language's names; nothing is accessed here.

/// How strongly an operation is ordered.
enum MemoryOrder: String, Sendable {
  /// Atomic, orders nothing.
  case relaxed
  /// Sees what the releasing store saw that it reads from.
  case acquiring
  /// Shows what its thread saw to whoever acquires it.
  case releasing
  /// Both.
  case acquiringAndReleasing
  /// Both, and one order of all such operations.
  case sequentiallyConsistent

  /// Whether what was read is synchronised with.
  var acquires: Bool { self != .relaxed && self != .releasing }
  /// Whether what is written can be synchronised with.
  var releases: Bool { self != .relaxed && self != .acquiring }
  /// Whether it stands in the one order of all sequentially consistent operations.
  var isSequential: Bool { self == .sequentiallyConsistent }

  /// What a compare-and-exchange of this order does when it fails: it only loads.
  var ofFailure: MemoryOrder {
    switch self {
    case .relaxed, .releasing: .relaxed
    case .acquiring, .acquiringAndReleasing: .acquiring
    case .sequentiallyConsistent: .sequentiallyConsistent
    }
  }

  // Ordering (the three below): as said above.

  init(_ order: AtomicLoadOrdering) {
    self =
      order == .relaxed ? .relaxed : order == .acquiring ? .acquiring : .sequentiallyConsistent
  }

  init(_ order: AtomicStoreOrdering) {
    self =
      order == .relaxed ? .relaxed : order == .releasing ? .releasing : .sequentiallyConsistent
  }

  init(_ order: AtomicUpdateOrdering) {
    if order == .relaxed {
      self = .relaxed
    } else if order == .acquiring {
      self = .acquiring
    } else if order == .releasing {
      self = .releasing
    } else if order == .acquiringAndReleasing {
      self = .acquiringAndReleasing
    } else {
      self = .sequentiallyConsistent
    }
  }
}

/// What the memory orders of the source mean to an exploration.
public enum Orders: Sendable {
  /// What the memory model says.
  case asWritten
  /// All are taken for sequentially consistent: each load sees the newest value.
  case allSequential

  // Ordering: the strongest, for a question that leaves memory aside.
  func taken(_ order: MemoryOrder) -> MemoryOrder {
    self == .asWritten ? order : .sequentiallyConsistent
  }
}
