// Memory of exactly an input's size, for parsers that work in place.

/// Bytes that a body may change, and look at as the parsers do.
func withRegion<Value>(_ bytes: [UInt8], _ body: (ByteRegion) -> Value) -> Value {
  // Safety: of exactly this size, so that the address sanitizer sees every byte beyond it.
  let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
  defer { unsafe copy.deallocate() }
  for (index, byte) in bytes.enumerated() {
    unsafe copy.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
  }
  return body(unsafe ByteRegion(start: copy, count: bytes.count))
}
