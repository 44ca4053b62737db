// Which page of a folder is about which document, in which language: the file `catalogue.tsv`.

import Consulting

/// The pages of a folder that have codes.
///
/// A line of UTF-8 for each page, with tabs between the fields: path below the folder, language,
/// document, and if wanted location and site; the first of the scenario if not. Lines that begin
/// with `#` and empty lines mean nothing.
struct Catalogue {
  /// In the order of the file.
  let entries: [CatalogueEntry]

  /// Reads a catalogue.
  ///
  /// - Parameters:
  ///   - file: what faults call it.
  ///   - dictionary: the locations and sites that it may name.
  /// - Throws: all faults at once.
  init(_ bytes: [UInt8], file: String, dictionary: CodeDictionary) throws(CatalogueFaults) {
    var reading = CatalogueReading(dictionary)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { reading.read(line, number: index + 1) }
    guard reading.faults.isEmpty else { throw CatalogueFaults(file: file, reading.faults) }
    entries = reading.entries
  }

  /// - Throws: a fault for each page that is not in the folder.
  func check(in folder: PageFolder, file: String) throws(CatalogueFaults) {
    var faults: [CatalogueFault] = []
    for entry in entries {
      do throws(FolderFault) {
        _ = try folder.open(entry.path)
      } catch {
        let allowed = "allowed is a file in the folder"
        faults.append(.init(line: entry.line, column: 1, found: "\(error)", allowed: allowed))
      }
    }
    guard faults.isEmpty else { throw CatalogueFaults(file: file, faults) }
  }
}
