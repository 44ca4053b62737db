// The files that browsers ask the information server for, by their paths. What is in them stands in
// the folder beside this file; the compiler puts it into the program.

/// A file for browsers: the customer's widget, the agents' console, the dashboard and their parts.
public struct WebPage: Hashable, Sendable {
  /// Its path at the information server.
  public let path: String
  /// The value of its `Content-Type`.
  public let contentType: String
  /// What is sent.
  public let bytes: [UInt8]

  /// All of them. No page asks for anything else but the pages of codes and `/status.json`.
  ///
  /// The console leaves room for the consult server's address, as browsers reach it: an empty
  /// attribute `data-consult-server`, which whoever serves it fills in.
  public static let all: [WebPage] = shared + widget + console + dashboard
}

extension WebPage {
  private static let html = "text/html; charset=utf-8"
  private static let style = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"

  private static let shared = [
    WebPage("/frames.mjs", script, PackageResources.frames_mjs),
    WebPage("/dialogue.mjs", script, PackageResources.dialogue_mjs),
    WebPage("/connection.mjs", script, PackageResources.connection_mjs),
    WebPage("/elements.mjs", script, PackageResources.elements_mjs),
    WebPage("/pages.css", style, PackageResources.pages_css),
    WebPage("/icon.svg", "image/svg+xml", PackageResources.icon_svg),
    // What browsers ask for of pages that name no icon.
    WebPage("/favicon.ico", "image/svg+xml", PackageResources.icon_svg),
  ]

  private static let widget = [
    WebPage("/widget.js", script, PackageResources.widget_js),
    WebPage("/widget.mjs", script, PackageResources.widget_mjs),
    WebPage("/widget-panel.mjs", script, PackageResources.widget_panel_mjs),
    WebPage("/widget-texts.mjs", script, PackageResources.widget_texts_mjs),
    WebPage("/page-code.mjs", script, PackageResources.page_code_mjs),
    WebPage("/widget.css", style, PackageResources.widget_css),
  ]

  private static let console = [
    WebPage("/console", html, PackageResources.console_html),
    WebPage("/console.mjs", script, PackageResources.console_mjs),
    WebPage("/console-offers.mjs", script, PackageResources.console_offers_mjs),
    WebPage("/console-request.mjs", script, PackageResources.console_request_mjs),
    WebPage("/console-tab.mjs", script, PackageResources.console_tab_mjs),
    WebPage("/console-tabs.mjs", script, PackageResources.console_tabs_mjs),
    WebPage("/console.css", style, PackageResources.console_css),
  ]

  private static let dashboard = [
    WebPage("/dashboard", html, PackageResources.dashboard_html),
    WebPage("/dashboard.mjs", script, PackageResources.dashboard_mjs),
    WebPage("/dashboard.css", style, PackageResources.dashboard_css),
  ]

  private init(_ path: String, _ contentType: String, _ bytes: [UInt8]) {
    self.init(path: path, contentType: contentType, bytes: bytes)
  }
}
