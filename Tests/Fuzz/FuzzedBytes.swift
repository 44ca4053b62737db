// What libFuzzer hands over, as bytes of Swift's own; and how a property that fails ends the run.

import Glibc

/// Bytes of an input.
///
/// - Parameter data: `size` bytes, libFuzzer's, as long as the call lasts.
@safe func fuzzed(_ data: UnsafePointer<UInt8>?, _ size: Int) -> [UInt8] {
  // Safety: libFuzzer gives that many bytes; they are copied at once.
  unsafe Array(UnsafeBufferPointer(start: data, count: size))
}

/// Ends the run with a sentence where a property does not hold; optimised builds keep the words.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if holds { return }
  let line = Array("property: \(what())\n".utf8)
  // Safety: the bytes live for the length of the call.
  _ = unsafe write(STDERR_FILENO, line, line.count)
  abort()
}
