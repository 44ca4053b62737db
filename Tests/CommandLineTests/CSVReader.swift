// A reader of comma-separated values as strict as their standard, for what the program writes.

/// A table read from CSV (RFC 4180).
struct CSVReader {
  /// What is wrong with the text.
  enum Fault: Error, Equatable {
    case straightLineFeed, quoteInField, openQuote, noEnd
    case raggedRow(Int)
  }

  let header: [String]
  let rows: [[String]]

  /// Reads a text, every row as long as the first and ended by CR LF.
  init(_ text: String) throws(Fault) {
    var all: [[String]] = []
    var bytes = Array(text.utf8)[...]
    guard bytes.suffix(2).elementsEqual([0x0D, 0x0A]) else { throw .noEnd }
    while !bytes.isEmpty { all.append(try Self.row(&bytes)) }
    header = all[0]
    rows = Array(all.dropFirst())
    for (index, row) in rows.enumerated() where row.count != header.count {
      throw .raggedRow(index + 1)
    }
  }

  /// The fields of a column, by row.
  func column(_ name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  private static func row(_ bytes: inout ArraySlice<UInt8>) throws(Fault) -> [String] {
    var fields: [String] = []
    while true {
      fields.append(try field(&bytes))
      if bytes.first == UInt8(ascii: ",") {
        bytes.removeFirst()
      } else {
        bytes.removeFirst(2)
        return fields
      }
    }
  }

  private static func field(_ bytes: inout ArraySlice<UInt8>) throws(Fault) -> String {
    guard bytes.first == UInt8(ascii: "\"") else { return try plain(&bytes) }
    bytes.removeFirst()
    var content: [UInt8] = []
    while let byte = bytes.popFirst() {
      if byte != UInt8(ascii: "\"") {
        content.append(byte)
      } else if bytes.first == byte {
        content.append(byte)
        bytes.removeFirst()
      } else {
        return String(decoding: content, as: UTF8.self)
      }
    }
    throw .openQuote
  }

  private static func plain(_ bytes: inout ArraySlice<UInt8>) throws(Fault) -> String {
    let content = bytes.prefix { $0 != UInt8(ascii: ",") && $0 != 0x0D }
    if content.contains(0x0A) { throw .straightLineFeed }
    if content.contains(UInt8(ascii: "\"")) { throw .quoteInField }
    bytes.removeFirst(content.count)
    return String(decoding: content, as: UTF8.self)
  }
}
