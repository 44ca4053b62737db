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

extension ConsultationOptions {
  /// The page of each code: at the information server of this program, or, for a site whose
  /// address is a partner's, there.
  func directory(_ pages: SitePages, of plan: Plan, _ partners: [WebOrigin]) -> PageDirectory {
    let servers = plan.sites.map { site -> String? in
      let origin = site.address.map { "http://\($0)" }
      return origin.flatMap { origin in
        partners.contains { $0.text == origin } ? origin : nil
      }
    }
    var found: [IdentificationCode: PageDirectory.Page] = [:]
    for page in pages.listed {
      guard let code = page.code, found[code] == nil else { continue }
      let server = servers.indices.contains(code.server) ? servers[code.server] : nil
      found[code] = PageDirectory.Page(path: "\(page.path)", server: server)
    }
    return PageDirectory(issuer: pages.issuer, pages: found)
  }
}
