// Any bytes as a request to connect: refused at some byte means refused ever after, and what is
// let in has what an answer needs.

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHandshakes(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let input = fuzzed(data, size)
  let origins = OriginRule.only(["http://shop.example", "https://shop.example"])
  func reading(_ bytes: [UInt8]) -> String {
    withRegion(bytes) { region in
      switch UpgradeRequest.read(region, headBytes: 512, origins: origins) {
      case .incomplete: return "incomplete"
      case .refused(let fault): return "\(fault)"
      case .request(let request):
        require(request.key.count == 24, "a key of 16 bytes has 24 letters")
        require(
          request.target.count > 0 && request.target[0] == UInt8(ascii: "/"), "a target is a path")
        let answer = withRegion([UInt8](repeating: 0, count: UpgradeAnswer.mostBytes)) {
          UpgradeAnswer.writeOpening(toKey: request.key, into: $0)
        }
        require(answer > 0 && answer <= UpgradeAnswer.mostBytes, "an answer has a length")
        return "request"
      }
    }
  }
  let whole = reading(input)
  let half = reading(Array(input.prefix(input.count / 2)))
  // Data behind a good head is a fault of its own.
  let isRefused = half != "incomplete" && half != "request"
  require(
    !isRefused || (whole != "incomplete" && whole != "request"),
    "refused for \(half), and with more bytes \(whole)")
  return 0
}
