// Between the HTTP library and the answers: its requests become questions, answers its responses.

import HTTPTypes
import Hummingbird

/// Answers each request, with the fields that every answer has.
struct SiteResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let answers: SiteAnswers
  let metrics: AnswerMetrics

  func respond(to request: Request, context: Context) async throws -> Response {
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
    let body = ResponseBody(byteBuffer: ByteBuffer(bytes: answer.content))
    let response = Response(
      status: .init(code: answer.status), headers: fields, body: body)
    return request.method == .head ? response.createHeadResponse() : response
  }
}
