// Between the HTTP library and the answers: its requests become questions, answers its responses.

import HTTPTypes
import Hummingbird
import NIOCore

/// What an answer has to know of the connection that it goes over.
struct VisitContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The loop that writes.
  let loop: any EventLoop

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    loop = source.channel.eventLoop
  }
}

/// Answers each request, with the fields that every answer has.
struct SiteResponder: HTTPResponder {
  let answers: SiteAnswers
  let metrics: AnswerMetrics

  func respond(to request: Request, context: VisitContext) async throws -> Response {
    let start = ContinuousClock.now
    let answer = answers.answer(
      Question(
        method: request.method.rawValue, target: request.head.path ?? "",
        knownTags: request.headers[values: .ifNoneMatch]))
    metrics.record(
      method: request.method.rawValue, status: answer.status, took: ContinuousClock.now - start)
    var fields = HTTPFields()
    if !answer.contentType.isEmpty { fields[.contentType] = answer.contentType }
    for (name, value) in answer.fields {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let response = Response(
      status: .init(code: answer.status), headers: fields,
      body: Self.body(answer.content, writtenBy: context.loop))
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// The most of an answer that is copied for a connection at a time.
  private static let partBytes = 65_536

  /// A long answer goes in parts, each when the ones before are taken but for two: whoever takes
  /// his time holds no more than that.
  private static func body(
    _ content: [UInt8], writtenBy loop: any EventLoop
  ) -> ResponseBody {
    guard content.count > partBytes else {
      return ResponseBody(byteBuffer: ByteBuffer(bytes: content))
    }
    return ResponseBody(contentLength: content.count) { writer in
      for start in stride(from: 0, to: content.count, by: partBytes) {
        let part = content[start..<min(start + partBytes, content.count)]
        try await writer.write(ByteBuffer(bytes: part))
        // The loop learns of a part later than `write` returns, and only then can say that there
        // are enough: without this turn of it all parts would be made at once.
        try await loop.submit {}.get()
      }
      try await writer.finish(nil)
    }
  }
}
