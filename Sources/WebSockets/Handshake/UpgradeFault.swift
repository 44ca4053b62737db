// What can be wrong with a request to open a WebSocket, and how it is answered.

/// Why a request is not taken.
public enum UpgradeFault: UInt8, CaseIterable, Sendable, Error {
  /// It does not begin as a request of HTTP does.
  case notHTTP
  /// A carriage return or a line feed alone, or another control character.
  case brokenLine
  /// A head above the limit.
  case headTooLarge
  /// A method other than `GET`.
  case method
  /// A target that is no path.
  case target
  /// A path where nothing is served.
  case path
  /// A version other than HTTP/1.1.
  case version
  /// A field whose name is no token, or that goes on in the next line.
  case malformedField
  /// A field that must stand once and stands twice.
  case repeatedField
  /// A length or a coding of a body: an upgrade has none.
  case body
  /// No `Host`.
  case noHost
  /// `Upgrade` and `Connection` do not ask for a WebSocket.
  case notUpgrade
  /// A version of the protocol other than 13.
  case protocolVersion
  /// A key that is not sixteen bytes in KeyAlphabet.
  case key
  /// A page that may not connect.
  case origin
  /// Bytes after the head, before it was answered.
  case earlyData
  /// The head took too long.
  case tooSlow
  /// As many connections are open as there may be.
  case full
  /// As many of them from one address as there may be.
  case addressFull
  /// No address of whom a proxy speaks for, where one must be named.
  case forwardedFor

  /// Status and reason, as they stand in the answer.
  var status: StaticString {
    switch self {
    case .headTooLarge: "431 Request Header Fields Too Large"
    case .method: "405 Method Not Allowed"
    case .path: "404 Not Found"
    case .version: "505 HTTP Version Not Supported"
    case .notUpgrade, .protocolVersion: "426 Upgrade Required"
    case .origin: "403 Forbidden"
    case .tooSlow: "408 Request Timeout"
    case .full: "503 Service Unavailable"
    case .addressFull: "429 Too Many Requests"
    default: "400 Bad Request"
    }
  }

  /// Fields that the status asks for.
  var fields: StaticString {
    switch self {
    case .method: "Allow: GET\r\n"
    case .notUpgrade, .protocolVersion:
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    case .full, .addressFull: "Retry-After: 1\r\n"
    default: ""
    }
  }

  /// A sentence for whoever reads the answer.
  var sentence: StaticString {
    switch self {
    case .notHTTP: "This is not HTTP."
    case .brokenLine: "A line ends or a character stands where none may."
    case .headTooLarge: "The head is too large."
    case .method: "A WebSocket is opened by GET."
    case .target: "The target is not a path."
    case .path: "Nothing is served at this path."
    case .version: "A WebSocket is opened by HTTP/1.1."
    case .malformedField: "A header field is malformed."
    case .repeatedField: "A header field stands twice."
    case .body: "A request to open a WebSocket has no body."
    case .noHost: "Host is missing."
    case .notUpgrade: "This address speaks WebSocket only."
    case .protocolVersion: "This address speaks version 13."
    case .key: "Sec-WebSocket-Key is not sixteen bytes in KeyAlphabet."
    case .origin: "Pages of this origin may not connect."
    case .earlyData: "Nothing may follow the head before it is answered."
    case .tooSlow: "The head took too long."
    case .full: "There are as many connections as there may be."
    case .addressFull: "This address has as many connections as it may have."
    case .forwardedFor: "The proxy names no address in X-Forwarded-For."
    }
  }
}
