// The pages of a service, and where each code's page is.

import ArgumentParser
import ConsultServer
import Consulting
import InformationServer
import Scenarios

extension ConsultationOptions {
  /// The pages of the folder, or of the shop.
  func pages(of plan: Plan) throws -> SitePages {
    do throws(PagesFault) {
      return try SitePages(plan, folder: pages.map { PageFolder(path: $0) })
    } catch {
      Output.complain("\(error)")
      throw ExitCode(ExitStatus.wrongInput)
    }
  }
}

extension PageDirectory {
  /// The page of each code, at the information server of this program.
  init(_ pages: SitePages) {
    var found: [IdentificationCode: Page] = [:]
    for page in pages.listed {
      guard let code = page.code, found[code] == nil else { continue }
      found[code] = Page(path: "\(page.path)", server: nil)
    }
    self.init(issuer: pages.issuer, pages: found)
  }
}
