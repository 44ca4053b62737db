// A block of bytes with an owner.

import WebSockets

/// Bytes that are freed with this value. Pages that nobody touches are not resident.
@safe struct OwnedBytes: ~Copyable {
  /// All of them; used while the owner lives.
  let region: ByteRegion

  init(count: Int) {
    // Safety: freed in `deinit`; bytes need no initial value, each is written before it is read.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 4_096)
    region = unsafe ByteRegion(start: memory, count: count)
  }

  deinit {
    // Safety: allocated in `init`.
    unsafe region.start.deallocate()
  }
}
