// Requests to pages, and their answers.

import HTTPTypes
import Hummingbird

/// What is answered at which path.
struct PageAnswers: Sendable {
  let shelf: PageShelf
  /// The consult server's address, which pages may connect to.
  let consult: String
  let metrics: @Sendable () -> String

  /// The paths: what is asked anew each time, then the shelf. Other methods than GET and HEAD are
  /// not found.
  func router() -> Router<BasicRequestContext> {
    let router = Router(options: .autoGenerateHeadEndpoints)
    router.get("/healthz") { _, _ in
      answer(Array("ok\n".utf8), "text/plain; charset=utf-8", isKept: false)
    }
    router.get("/metrics") { _, _ in
      answer(
        Array(metrics().utf8), "text/plain; version=0.0.4; charset=utf-8", isKept: false)
    }
    router.get("/") { request, _ in page(request) }
    router.get("**") { request, _ in page(request) }
    return router
  }

  private func page(_ request: Request) -> Response {
    let path = request.uri.path
    guard let page = shelf.page(at: path) else {
      let text = "There is no page here. All pages are listed at /.\n"
      var response = answer(Array(text.utf8), "text/plain; charset=utf-8", isKept: false)
      response.status = .notFound
      return response
    }
    let tag = Self.tag(page.bytes)
    guard request.headers[.ifNoneMatch] != tag else {
      return Response(status: .notModified, headers: [.eTag: tag])
    }
    var response = answer(page.bytes, page.contentType, isKept: true)
    response.headers[.eTag] = tag
    return response
  }

  private func answer(_ bytes: [UInt8], _ type: String, isKept: Bool) -> Response {
    var response = Response(
      status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    response.headers[.contentType] = type
    response.headers[.cacheControl] = isKept ? "no-cache" : "no-store"
    let others = [
      // Nothing but what is served here runs, and pages talk to one consult server.
      (
        "Content-Security-Policy",
        "default-src 'self'; connect-src 'self' \(consult); "
          + "frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
      ),
      ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"),
    ]
    for (name, value) in others {
      if let name = HTTPField.Name(name) { response.headers[name] = value }
    }
    return response
  }

  /// A strong tag of some bytes: FNV-1a of 64 bits (Fowler, Noll, Vo).
  private static func tag(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "\"" + String(hash, radix: 16) + "\""
  }
}
