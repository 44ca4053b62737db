// The words for what is wrong with a file of secrets.

import ConsultServer

extension CredentialsFault {
  /// A sentence about the file at that path.
  func words(of file: String) -> String {
    switch self {
    case .unreadable(let code): "\(file) cannot be read or made: \(Output.reason(code))."
    case .openToOthers:
      "\(file) may be read by others than its owner: chmod 600 it, or name another file."
    case .malformed: "\(file) is no {\"key\": …} with 64 hexadecimal digits."
    case .malformedLine(let line):
      "\(file):\(line): a line is `agent hmac-sha256:SALT:HASH`, and each agent has one; "
        + "`sangdam agents add` writes it."
    }
  }
}
