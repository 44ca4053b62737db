// An address and a port as a command line names them.

import ArgumentParser

/// `127.0.0.1:9001`, `localhost:9001`, or without the port.
struct EchoAddress: ExpressibleByArgument, CustomStringConvertible {
  /// The loopback, where a consult server is by default.
  static let usual = EchoAddress(address: 0x7F00_0001, port: 7000)

  /// The first part highest.
  let address: UInt32
  let port: UInt16

  init(address: UInt32, port: UInt16) {
    self.address = address
    self.port = port
  }

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, parts.count <= 2 else { return nil }
    var port = Self.usual.port
    if parts.count == 2 {
      guard parts[1].allSatisfy(\.isNumber), let number = UInt16(parts[1]) else { return nil }
      port = number
    }
    if host == "localhost" {
      self.init(address: Self.usual.address, port: port)
      return
    }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 4 else { return nil }
    var address: UInt32 = 0
    for number in numbers {
      guard number.allSatisfy(\.isNumber), let byte = UInt8(number) else { return nil }
      address = address << 8 | UInt32(byte)
    }
    self.init(address: address, port: port)
  }

  /// Without the port.
  var host: String {
    [24, 16, 8, 0].map { String(address >> $0 & 0xFF) }.joined(separator: ".")
  }

  var description: String { "\(host):\(port)" }
}
