// Any bytes as a page: its codes are read in bounded time, and a page that takes a code gives it
// back.

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPages(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let page = fuzzed(data, size)
  do throws(PageFault) {
    _ = try PageCodes(page: page)
  } catch {
    require(!"\(error)".isEmpty, "a fault says nothing")
  }
  do throws(CodeFault) {
    let code = try IdentificationCode("c1-ko-43211503-000-0000-c")
    mark(page, code, try Issuer("shop.example"))
  } catch {
    require(false, "a code and an issuer of the documentation are none: \(error)")
  }
  return 0
}

private func mark(_ page: [UInt8], _ code: IdentificationCode, _ issuer: Issuer) {
  var marking = PageMarking(
    code: code, issuer: issuer, script: "<script src=\"/widget.js\" defer></script>")
  marking.scriptPlace = .endOfBody
  let marked: [UInt8]
  do throws(PageFault) {
    marked = try marking.marked(page)
  } catch {
    require(!"\(error)".isEmpty, "a fault says nothing")
    return
  }
  do throws(PageFault) {
    let codes = try PageCodes(page: marked)
    // Not always the page's own: an element of the page may carry another one, and goes before.
    let isFound = codes.findings.contains { $0.place == .meta && $0.code == .success(code) }
    require(isFound || codes.isTruncated, "the code that was put in is not found")
  } catch {
    require(false, "a page that took a code cannot be read: \(error)")
  }
}
