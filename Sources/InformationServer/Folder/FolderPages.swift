// Pages of a folder as they are served: read, marked and kept.

import Consulting

/// The files of a folder, each read once and again when it changes.
///
/// A change is seen by inode, length and time of modification.
final class FolderPages: Sendable {
  private let folder: PageFolder
  private let dressing: PageDressing
  private let kept = KeptFiles()

  init(_ folder: PageFolder, _ dressing: PageDressing) {
    self.folder = folder
    self.dressing = dressing
  }

  /// The file at a path with its code, if it is a page that has one.
  ///
  /// - Throws: `FolderFault`; a page that cannot carry its code is served without it.
  func file(at path: PagePath, code: IdentificationCode?) throws(FolderFault) -> KeptFiles.File {
    guard path != CatalogueEntry.catalogue else { throw .missing }
    let open = try folder.open(path)
    let stamp = open.stamp
    if let file = kept.file(at: path, stamp: stamp) { return file }
    var content = try open.contents()
    var type = ContentType.of(path.segments.last ?? "")
    if type == ContentType.html {
      // Another encoding is the page's own to declare: a field would go before that.
      if String(validating: content, as: UTF8.self) == nil { type = "text/html" }
      if let code { content = dressing.dressedIfPossible(content, code) }
    }
    let file = KeptFiles.File(stamp: stamp, contentType: type, content: content)
    kept.keep(file, at: path)
    return file
  }
}
