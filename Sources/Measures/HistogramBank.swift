// Many histograms that are recorded into on the hot path, over one pool of pages of counters.

// Safety: noncopyable, the blocks belong to nobody else: whoever holds the bank holds them alone.

/// A bank of histograms that share a pool of pages of 64 counters.
///
/// A histogram costs a page table (1,760 bytes) and 256 bytes for each page that it hits, eight
/// pages an octave of values: 4,096 histograms of waits between 1 s and 100 s need some 60 MB,
/// where dense ones would need 460 MB. The pool doubles when it is used up; pages of a drained
/// histogram serve the next one, so a bank that has seen its scenario once allocates no more.
/// It is owned by one thread at a time and may be handed to another.
@safe public struct HistogramBank: ~Copyable, @unchecked Sendable {
  @usableFromInline struct Head {
    @usableFromInline var total: UInt64 = 0
    @usableFromInline var largest: Int64 = 0
    /// The span of the page table that may be in use; empty when `first > last`.
    var firstPage = HistogramBank.pagesPerTable
    var lastPage = -1
  }

  /// 2³² hits of one counter that had no room in it.
  struct Carry {
    var histogram: Int
    var bucket: UInt32
  }

  /// `HistogramBuckets.count` in pages; computed, so that it is a constant in other modules too.
  @usableFromInline static var pagesPerTable: Int { @inlinable get { 55 * 512 / 64 } }

  /// Histograms in the bank.
  public let count: Int
  @usableFromInline let heads: UnsafeMutablePointer<Head>
  /// Row per histogram: the page of each 64 buckets, 0 where there is none yet.
  @usableFromInline let tables: UnsafeMutablePointer<UInt32>
  /// Pages of 64 counters. Page 0 belongs to nobody.
  @usableFromInline var pages: UnsafeMutablePointer<UInt32>
  private var pageCapacity: Int
  /// Pages that were ever handed out, page 0 included.
  private var pagesTouched = 1
  /// The first page that came back; its first counter names the next one; 0 ends the chain.
  private var freePage: UInt32 = 0
  private var carries: [Carry] = []
  /// What a drain collects, kept for its room.
  private var drained: [Hit] = []

  /// Empty histograms, numbered from 0.
  public init(count: Int) {
    precondition(count >= 0, "a bank has no fewer than 0 histograms")
    assert(Self.pagesPerTable * 64 == HistogramBuckets.count, "every bucket has its page")
    self.count = count
    pageCapacity = max(16, count * 8)
    // Safety: three blocks of this bank alone, initialised in full here, freed in `deinit`.
    unsafe heads = .allocate(capacity: count)
    unsafe heads.initialize(repeating: Head(), count: count)
    unsafe tables = .allocate(capacity: count * Self.pagesPerTable)
    unsafe tables.initialize(repeating: 0, count: count * Self.pagesPerTable)
    unsafe pages = .allocate(capacity: pageCapacity * 64)
    unsafe pages.initialize(repeating: 0, count: pageCapacity * 64)
  }

  deinit {
    // Safety: the blocks of `init`, trivial elements, nobody else holds them.
    unsafe heads.deallocate()
    unsafe tables.deallocate()
    unsafe pages.deallocate()
  }

  /// Bytes of storage held: heads, page tables and pages.
  public var byteCount: Int {
    count * (MemoryLayout<Head>.stride + Self.pagesPerTable * 4) + pageCapacity * 256
  }

  /// Values recorded in a histogram since it was last drained.
  @inlinable public func total(_ histogram: Int) -> UInt64 {
    precondition(histogram >= 0 && histogram < count, "no such histogram in the bank")
    // Safety: `heads` has `count` entries.
    return unsafe heads[histogram].total
  }

  /// Records a span of 0 or more nanoseconds.
  ///
  /// - Complexity: O(1): a bit scan, a page-table load, an increment; no allocation once the pages
  ///   have been hit.
  @inlinable @inline(__always)
  public mutating func record(_ histogram: Int, _ nanoseconds: Int64) {
    // Checked in debug builds: the event loop counts in cells that it made with the bank.
    assert(histogram >= 0 && histogram < count, "no such histogram in the bank")
    assert(nanoseconds >= 0, "a histogram holds spans of time, none is below 0")
    let bucket = HistogramBuckets.index(of: nanoseconds)
    // Safety: `histogram` and hence the table entry are in range; an entry other than 0 names a
    // page inside the pool.
    let page = unsafe tables[histogram &* Self.pagesPerTable &+ bucket &>> 6]
    if page == 0 {
      recordFirst(histogram, bucket)
    } else {
      let counter = unsafe pages + (Int(page) &<< 6 &+ bucket & 63)
      unsafe counter.pointee = counter.pointee &+ 1
      if unsafe counter.pointee == 0 { carry(histogram, bucket) }
    }
    let head = unsafe heads + histogram
    unsafe head.pointee.total = head.pointee.total &+ 1
    if unsafe nanoseconds > head.pointee.largest { unsafe head.pointee.largest = nanoseconds }
  }

  /// Records a span of 0: what is in `total` and in no page was 0.
  ///
  /// - Complexity: O(1), one increment.
  @inlinable @inline(__always) public mutating func recordZero(_ histogram: Int) {
    assert(histogram >= 0 && histogram < count, "no such histogram in the bank")
    // Safety: `heads` has `count` entries.
    let head = unsafe heads + histogram
    unsafe head.pointee.total = head.pointee.total &+ 1
  }

  /// The first hit of a page.
  @usableFromInline @inline(never) mutating func recordFirst(_ histogram: Int, _ bucket: Int) {
    let page = takePage()
    // Safety: the caller checked `histogram`; `bucket` is one of the buckets.
    unsafe tables[histogram * Self.pagesPerTable + bucket >> 6] = page
    unsafe pages[Int(page) << 6 + bucket & 63] = 1
    unsafe heads[histogram].firstPage = min(heads[histogram].firstPage, bucket >> 6)
    unsafe heads[histogram].lastPage = max(heads[histogram].lastPage, bucket >> 6)
  }

  /// A counter went round.
  @usableFromInline @inline(never) mutating func carry(_ histogram: Int, _ bucket: Int) {
    carries.append(Carry(histogram: histogram, bucket: UInt32(bucket)))
  }

  /// An empty page: one that came back, else the next of the pool, which doubles when it is full.
  private mutating func takePage() -> UInt32 {
    if freePage != 0 {
      let page = freePage
      // Safety: a page of the pool; its first counter holds the chain.
      unsafe freePage = pages[Int(page) << 6]
      unsafe pages[Int(page) << 6] = 0
      return page
    }
    if pagesTouched == pageCapacity { growPool() }
    defer { pagesTouched += 1 }
    return UInt32(pagesTouched)
  }

  /// Makes room for so many pages now, so that the first hits of them allocate nothing.
  public mutating func reserve(pages count: Int) {
    while pageCapacity < count { growPool() }
  }

  private mutating func growPool() {
    let doubled = pageCapacity * 2
    // Safety: the new block is initialised in full: the old counters, then zeros.
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: doubled * 64)
    unsafe larger.update(from: pages, count: pageCapacity * 64)
    unsafe (larger + pageCapacity * 64).initialize(repeating: 0, count: pageCapacity * 64)
    unsafe pages.deallocate()
    unsafe pages = larger
    pageCapacity = doubled
  }
}

extension HistogramBank {
  /// Adds a histogram to `sparse` and leaves it empty; its pages go back to the pool.
  ///
  /// - Complexity: O(pages spanned · 64 + buckets of `sparse`).
  public mutating func drain(_ histogram: Int, into sparse: inout SparseHistogram) {
    precondition(histogram >= 0 && histogram < count, "no such histogram in the bank")
    drained.removeAll(keepingCapacity: true)
    let carried = takeCarries(of: histogram)
    // Safety: `heads` has `count` entries.
    let head = unsafe heads[histogram]
    var inPages: UInt64 = 0
    if head.firstPage <= head.lastPage {
      for row in head.firstPage...head.lastPage {
        inPages += collectPage(row, of: histogram, carried: carried)
      }
    }
    let zeros = head.total - inPages
    if zeros > 0 { collectZeros(zeros) }
    unsafe heads[histogram] = Head()
    if drained.isEmpty { return }
    sparse.merge(ascending: drained, bytes: drained.count * 2, largest: head.largest)
  }

  /// Empties every histogram; their pages go back to the pool.
  ///
  /// - Complexity: O(pages spanned).
  public mutating func reset() {
    for histogram in 0..<count {
      // Safety: `heads` has `count` entries.
      let head = unsafe heads[histogram]
      if head.firstPage <= head.lastPage {
        for row in head.firstPage...head.lastPage { givePageBack(row, of: histogram) }
      }
      unsafe heads[histogram] = Head()
    }
    carries.removeAll(keepingCapacity: true)
  }

  /// Appends the hit buckets of one page and gives the page back.
  ///
  /// - Returns: how many values were in it.
  private mutating func collectPage(_ row: Int, of histogram: Int, carried: [Carry]) -> UInt64 {
    // Safety: `row` is within the table; an entry other than 0 names a page inside the pool.
    let page = unsafe Int(tables[histogram * Self.pagesPerTable + row])
    guard page != 0 else { return 0 }
    var inPage: UInt64 = 0
    for counter in 0..<64 {
      let bucket = UInt32(row << 6 + counter)
      var hits = unsafe UInt64(pages[page << 6 + counter])
      for carry in carried where carry.bucket == bucket { hits += 1 << 32 }
      guard hits > 0 else { continue }
      drained.append(Hit(bucket: bucket, count: hits))
      inPage += hits
    }
    givePageBack(row, of: histogram)
    return inPage
  }

  /// Empties a page and chains it to the free ones.
  private mutating func givePageBack(_ row: Int, of histogram: Int) {
    // Safety: `row` is within the table; an entry other than 0 names a page inside the pool.
    let entry = unsafe tables + (histogram * Self.pagesPerTable + row)
    let page = unsafe entry.pointee
    guard page != 0 else { return }
    unsafe (pages + Int(page) << 6).update(repeating: 0, count: 64)
    unsafe pages[Int(page) << 6] = freePage
    freePage = page
    unsafe entry.pointee = 0
  }

  private mutating func collectZeros(_ zeros: UInt64) {
    if drained.first?.bucket == 0 {
      drained[0].count += zeros
    } else {
      drained.insert(Hit(bucket: 0, count: zeros), at: 0)
    }
  }

  private mutating func takeCarries(of histogram: Int) -> [Carry] {
    guard !carries.isEmpty else { return [] }
    let mine = carries.filter { $0.histogram == histogram }
    carries.removeAll { $0.histogram == histogram }
    return mine
  }
}
