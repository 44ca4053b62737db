// What the caller knows of the engine that ran: its version, its time and its memory.

/// Facts of one run that no tally holds; they end in the result's `engine`.
public struct EngineFacts: Sendable {
  /// The version of the program.
  public var version: String
  /// Wall time of the simulation alone, not of parsing or writing.
  public var elapsedSeconds: Double
  /// Threads that simulated.
  public var threads: Int
  /// The most memory the process ever held, bytes.
  public var peakRSSBytes: Int64
  /// Which memory operations the routing core was built on.
  public var memory: Memory
  /// The allocator in use; nil if the program cannot tell.
  public var allocator: Allocator?
  /// Further facts, written after the others in this order.
  public var extra: [Extra]

  /// The memory operations under the routing core.
  public enum Memory: String, Sendable {
    /// Plain loads and stores: one thread per replication.
    case plain
    /// Atomic operations, as the shipped service uses them.
    case atomic
  }

  /// An allocator and what it counted.
  public struct Allocator: Sendable, Equatable {
    /// `jemalloc`, `system`
    public var name: String
    /// Its version; nil if it does not say.
    public var version: String?
    /// Bytes allocated during the simulation, freed ones included; nil if not counted.
    public var allocatedBytes: Int64?
    /// Allocations per contact after start; nil if not counted.
    public var allocationsPerContact: Double?
    /// What its arenas hold; nil if not asked.
    public var arenas: Arenas?

    /// An allocator of that name.
    public init(
      name: String, version: String? = nil, allocatedBytes: Int64? = nil,
      allocationsPerContact: Double? = nil
    ) {
      self.name = name
      self.version = version
      self.allocatedBytes = allocatedBytes
      self.allocationsPerContact = allocationsPerContact
    }
  }

  /// What the arenas of an allocator hold at one moment.
  public struct Arenas: Sendable, Equatable {
    /// How many there are.
    public var count: Int64
    /// Bytes in use by the program.
    public var allocatedBytes: Int64
    /// Bytes of pages that hold some of them.
    public var activeBytes: Int64
    /// Bytes in memory at all.
    public var residentBytes: Int64
    /// Bytes of the allocator's own books.
    public var metadataBytes: Int64
    /// The most of `allocatedBytes` at any of the moments at which somebody looked.
    public var mostAllocatedBytes: Int64
    /// The most of `activeBytes`, likewise.
    public var mostActiveBytes: Int64
    /// The most of `residentBytes`, likewise.
    public var mostResidentBytes: Int64

    /// Arenas that hold so much.
    public init(
      count: Int64, allocatedBytes: Int64, activeBytes: Int64, residentBytes: Int64,
      metadataBytes: Int64
    ) {
      self.count = count
      self.allocatedBytes = allocatedBytes
      self.activeBytes = activeBytes
      self.residentBytes = residentBytes
      self.metadataBytes = metadataBytes
      mostAllocatedBytes = allocatedBytes
      mostActiveBytes = activeBytes
      mostResidentBytes = residentBytes
    }

    /// As now, with the most of both moments.
    public func since(_ earlier: Self) -> Self {
      var arenas = self
      arenas.mostAllocatedBytes = max(mostAllocatedBytes, earlier.mostAllocatedBytes)
      arenas.mostActiveBytes = max(mostActiveBytes, earlier.mostActiveBytes)
      arenas.mostResidentBytes = max(mostResidentBytes, earlier.mostResidentBytes)
      return arenas
    }

    /// In a sentence.
    var words: String {
      "\(count) arenas hold \(HumanUnits.bytes(allocatedBytes)) in"
        + " \(HumanUnits.bytes(residentBytes)), at most \(HumanUnits.bytes(mostResidentBytes))."
    }
  }

  /// One further fact.
  public struct Extra: Sendable, Equatable {
    /// Its key in `engine`.
    public var key: String
    /// Its value.
    public var value: Value

    /// What a further fact may be.
    public enum Value: Sendable, Equatable {
      case integer(Int64)
      case number(Double?)
      case text(String)
    }

    /// That fact.
    public init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The facts of a run.
  public init(
    version: String, elapsedSeconds: Double, threads: Int, peakRSSBytes: Int64,
    memory: Memory = .plain, allocator: Allocator? = nil, extra: [Extra] = []
  ) {
    self.version = version
    self.elapsedSeconds = elapsedSeconds
    self.threads = threads
    self.peakRSSBytes = peakRSSBytes
    self.memory = memory
    self.allocator = allocator
    self.extra = extra
  }
}
