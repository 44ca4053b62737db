// What the server's process has used, from outside.

import Glibc

/// A process, by its number.
struct ServerProcess {
  let number: Int

  /// Processor time so far, to a hundredth of a second.
  var seconds: Double {
    let fields = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 13, let user = Double(fields[11]), let system = Double(fields[12]) else {
      fail("process \(number) is not there")
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// Resident memory in KiB.
  var residentKiB: Int {
    let line = text("status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  private func text(_ file: String) -> String {
    guard let stream = fopen("/proc/\(number)/\(file)", "r") else { return "" }
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = fread(&bytes, 1, bytes.count, stream)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}
