// Any bytes as an identification code: what is taken is written back as the same code.

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCodes(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let input = fuzzed(data, size)
  if let code = taken({ () throws(CodeFault) in try IdentificationCode(bytes: input) }) {
    comesBack(code)
  }
  let bits = input.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  if let code = taken({ () throws(CodeFault) in try IdentificationCode(bits: bits) }) {
    comesBack(code)
  }
  return 0
}

/// The same code comes of its text and of its bits.
private func comesBack(_ code: IdentificationCode) {
  let text = taken { () throws(CodeFault) in try IdentificationCode(code.text) }
  require(text == code, "\(code.text) is another code, or none")
  let bits = taken { () throws(CodeFault) in try IdentificationCode(bits: code.bits) }
  require(bits == code, "\(code.text) by its bits is another code, or none")
}

/// A code, nil where there is none; a fault says something.
private func taken(
  _ body: () throws(CodeFault) -> IdentificationCode
) -> IdentificationCode? {
  do throws(CodeFault) {
    return try body()
  } catch {
    require(!"\(error)".isEmpty, "a fault says nothing")
    return nil
  }
}
