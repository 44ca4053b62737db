// A line of a catalogue.

import Consulting

/// A page and its code.
struct CatalogueEntry: Hashable {
  let path: PagePath
  let code: IdentificationCode
  /// Where it stands, counted from 1.
  let line: Int

  /// Where the catalogue lies in its folder; it is not served.
  static let catalogue = PagePath("catalogue.tsv")
  /// Most pages of a catalogue.
  static let most = 65_536
}
