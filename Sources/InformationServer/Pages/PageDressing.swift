// Puts a page's code into it on its way out, and the widget that asks with it.

import Consulting

/// What each page gets: its code and issuer in a meta element, `lang`, the widget's script.
struct PageDressing: Sendable {
  let issuer: Issuer
  let consult: ConsultAddress
  var elsewhere: [Int: ConsultAddress] = [:]
  /// Whether readers may be invited.
  var invites = false

  /// The script element of a page with a code.
  func script(for code: IdentificationCode) -> String {
    let consult = elsewhere[code.location] ?? consult
    let invites = invites ? " data-consult-invite" : ""
    return """
      <script src="/widget.js" data-consult-server="\(consult.text)"\(invites) defer></script>
      """
  }

  /// The page with a code; as it is if it cannot carry one.
  func dressedIfPossible(_ page: [UInt8], _ code: IdentificationCode) -> [UInt8] {
    do throws(PageFault) {
      return try dressed(page, code)
    } catch {
      return page
    }
  }

  /// The page with a code; every byte that was there before stays, but for a code of its own.
  ///
  /// - Throws: `PageFault` for a page that is too long or in UTF-16 or UTF-32.
  /// - Complexity: O(length of the page).
  func dressed(_ page: [UInt8], _ code: IdentificationCode) throws(PageFault) -> [UInt8] {
    var marking = PageMarking(code: code, issuer: issuer, script: script(for: code))
    marking.scriptPlace = .endOfBody
    return try marking.marked(page)
  }
}
