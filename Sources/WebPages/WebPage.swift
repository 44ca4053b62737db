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
  /// Whether it is a part of the widget, which pages of other servers may load from here.
  public let isWidgets: Bool

  /// All of them. No page asks for anything else but the pages of codes and `/status.json`.
  ///
  /// The console leaves room for the consult server's address, as browsers reach it: an empty
  /// attribute `data-consult-server`, which whoever serves it fills in.
  public static let all: [WebPage] = widget + shared + console + dashboard
}

extension WebPage {
  private static let html = "text/html; charset=utf-8"
  private static let style = "text/css; charset=utf-8"
  private static let script = "text/javascript; charset=utf-8"

  /// The widget with all that it loads, some of which the console loads too.
  private static let widget = [
    WebPage("/widget.js", script, PackageResources.widget_js, isWidgets: true),
    WebPage("/widget.mjs", script, PackageResources.widget_mjs, isWidgets: true),
    WebPage("/widget-panel.mjs", script, PackageResources.widget_panel_mjs, isWidgets: true),
    WebPage("/widget-texts.mjs", script, PackageResources.widget_texts_mjs, isWidgets: true),
    WebPage("/page-code.mjs", script, PackageResources.page_code_mjs, isWidgets: true),
    WebPage("/page-reader.mjs", script, PackageResources.page_reader_mjs, isWidgets: true),
    WebPage("/widget.css", style, PackageResources.widget_css, isWidgets: true),
    WebPage("/frames.mjs", script, PackageResources.frames_mjs, isWidgets: true),
    WebPage("/dialogue.mjs", script, PackageResources.dialogue_mjs, isWidgets: true),
    WebPage("/connection.mjs", script, PackageResources.connection_mjs, isWidgets: true),
    WebPage("/elements.mjs", script, PackageResources.elements_mjs, isWidgets: true),
    WebPage("/icon.svg", "image/svg+xml", PackageResources.icon_svg, isWidgets: true),
  ]

  private static let shared = [
    WebPage("/languages.mjs", script, PackageResources.languages_mjs),
    WebPage("/pages.css", style, PackageResources.pages_css),
    // What browsers ask for of pages that name no icon.
    WebPage("/favicon.ico", "image/svg+xml", PackageResources.icon_svg),
  ]

  private static let console = [
    WebPage("/console", html, PackageResources.console_html),
    WebPage("/console.mjs", script, PackageResources.console_mjs),
    WebPage("/console-offers.mjs", script, PackageResources.console_offers_mjs),
    WebPage("/console-pages.mjs", script, PackageResources.console_pages_mjs),
    WebPage("/console-readers.mjs", script, PackageResources.console_readers_mjs),
    WebPage("/console-texts.mjs", script, PackageResources.console_texts_mjs),
    WebPage("/console-request.mjs", script, PackageResources.console_request_mjs),
    WebPage("/console-tab.mjs", script, PackageResources.console_tab_mjs),
    WebPage("/console-tabs.mjs", script, PackageResources.console_tabs_mjs),
    WebPage("/console.css", style, PackageResources.console_css),
  ]

  private static let dashboard = [
    WebPage("/dashboard", html, PackageResources.dashboard_html),
    WebPage("/dashboard.mjs", script, PackageResources.dashboard_mjs),
    WebPage("/dashboard-texts.mjs", script, PackageResources.dashboard_texts_mjs),
    WebPage("/dashboard.css", style, PackageResources.dashboard_css),
  ]

  private init(
    _ path: String, _ contentType: String, _ bytes: [UInt8], isWidgets: Bool = false
  ) {
    self.init(path: path, contentType: contentType, bytes: bytes, isWidgets: isWidgets)
  }
}
