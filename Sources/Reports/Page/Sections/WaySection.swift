// Runs on the wall clock: how long the way to an agent was, and where the time went.

/// Pictures and tables of the machinery.
struct WaySection {
  let results: [ShownResult]

  /// Whether any of the results is of the wall clock.
  var isEmpty: Bool { results.allSatisfy { $0.document.profile == nil } }

  /// The pictures of the results that have them.
  var groups: [PictureGroup] {
    let curves = results.flatMap(Self.curves)
    let longest = curves.flatMap { $0.points }.map(\.seconds).max() ?? 1
    let finest = curves.map { PercentileCurves.fineness(of: $0.points) }.max()
    let depths = results.flatMap { $0.document.profile?.queue_depth ?? [] }.map(\.waiting).max()
    let rates = results.flatMap { $0.document.profile?.throughput ?? [] }.map(\.per_second).max()
    return [
      PictureGroup("Latency by percentile", id: "latency", of: results) {
        latency(of: $0, longest, finest ?? 2)
      },
      PictureGroup("How many wait", id: "depth", of: results) {
        depth(of: $0, Double(depths ?? 1))
      },
      PictureGroup("Dispatches a second", id: "throughput", of: results) {
        throughput(of: $0, rates ?? 1)
      },
    ].compactMap(\.self)
  }

  /// One table of stages for each result.
  func write(into page: inout Markup) {
    for result in results {
      guard let table = stages(of: result) else { continue }
      page.element("h3") { page in
        page.text("Where the time goes")
        if let letter = result.letter { page.text(" (\(letter))") }
      }
      table.write(into: &page)
    }
  }

  private typealias Named = (name: String, style: String, points: [ReadProfile.Point])

  /// The curves that a run has, the whole way first; of a saturated one the dispatch alone.
  private static func curves(of result: ShownResult) -> [Named] {
    guard let curves = result.document.profile?.curves else { return [] }
    if result.isTimeless {
      return [
        ("matched → delivered", "line one", curves.matched_to_delivered ?? []),
        ("dispatch latency", "line two dashed", curves.dispatch_latency ?? []),
      ].filter { !$0.2.isEmpty }
    }
    return [
      ("due → delivered", "line one", curves.due_to_delivered ?? []),
      ("dispatch latency", "line two dashed", curves.dispatch_latency ?? []),
      ("lateness of the threads", "line three dotted", curves.lag ?? []),
    ].filter { !$0.2.isEmpty }
  }

  private func latency(
    of result: ShownResult, _ longest: Double, _ finest: Double
  ) -> Picture? {
    let curves = Self.curves(of: result)
    guard let first = curves.first, first.points.count > 1 else { return nil }
    let drawing = PercentileCurves(
      curves: curves.map { PercentileCurves.Curve(points: $0.points, style: $0.style) },
      longest: longest, finest: finest, frame: PlotFrame())
    let rows = first.points.enumerated().map { index, point -> [DataTable.Cell] in
      let spans = curves.map { curve in
        (curve.points.first { $0.share >= point.share } ?? curve.points[curve.points.count - 1])
          .seconds
      }
      return [.text(Self.share(point.share))] + spans.map { .text(HumanUnits.span($0)) }
    }
    return Picture(
      description: "Rising lines: the span that a share of the cases does not exceed. The axis of"
        + " shares widens towards 100 %, that of spans grows tenfold from step to step.",
      finding: Self.finding(first.name, first.points),
      key: curves.map { Picture.Sample(shape: .line, style: $0.style, text: $0.name) },
      drawing: drawing.drawing,
      table: DataTable(
        caption: "Latency by percentile", headings: ["share"] + curves.map(\.name), rows: rows))
  }

  private static func share(_ share: Double) -> String {
    share >= 1 ? "longest" : "\((share * 100).reportedText) %"
  }

  private static func finding(_ way: String, _ points: [ReadProfile.Point]) -> String {
    let spans = [("half", 0.5), ("99 in a hundred", 0.99), ("999 in a thousand", 0.999)].compactMap
    {
      words, share in
      points.first { $0.share >= share }.map { "\(words) at most \(HumanUnits.span($0.seconds))" }
    }
    let longest = points.last.map { ", the longest \(HumanUnits.span($0.seconds))" } ?? ""
    let words = way.replacing(" → ", with: " to ")
    return "From \(words) \(spans.joined(separator: ", "))\(longest)."
  }

  private func depth(of result: ShownResult, _ largest: Double) -> Picture? {
    guard !result.isTimeless, let profile = result.document.profile,
      let depths = profile.queue_depth,
      depths.count > 1, largest > 0
    else { return nil }
    let most = depths.max { $0.waiting < $1.waiting } ?? depths[0]
    let line = RunLine(
      points: depths.map { ($0.at_s, Double($0.waiting)) }, seconds: profile.seconds,
      largest: largest, frame: PlotFrame()
    ) { HumanUnits.fixed($0, $0 > 0 && largest < 5 ? 1 : 0) }
    return Picture(
      description: "A line over the seconds of the run: how many customers stand in all lines.",
      finding: "At most \(HumanUnits.fixed(Double(most.waiting), 0)) wait, after"
        + " \(HumanUnits.duration(most.at_s)).",
      key: [], drawing: line.drawing,
      table: DataTable(
        caption: "How many wait", headings: ["after", "waiting"],
        rows: depths.map { depth in
          [
            .text("\(HumanUnits.fixed(depth.at_s, 3)) s"),
            .text(HumanUnits.fixed(Double(depth.waiting), 0)),
          ]
        }))
  }

  /// Of a saturated run: otherwise the scenario decides how many come.
  private func throughput(of result: ShownResult, _ largest: Double) -> Picture? {
    guard result.isTimeless, let profile = result.document.profile, largest > 0,
      let spans = profile.throughput, spans.count > 1
    else { return nil }
    let line = RunLine(
      points: spans.map { ($0.until_s, $0.per_second) },
      seconds: max(profile.seconds, spans[spans.count - 1].until_s), largest: largest,
      frame: PlotFrame(), label: HumanUnits.rate)
    let rates = spans.map(\.per_second).sorted()
    return Picture(
      description: "A line over the seconds of the run: customers given to an agent a second.",
      finding: "Half of \(rates.count) spans have \(HumanUnits.rate(rates[rates.count / 2])) or"
        + " more a second, the slowest \(HumanUnits.rate(rates[0])).",
      key: [], drawing: line.drawing,
      table: DataTable(
        caption: "Dispatches a second", headings: ["until", "a second"],
        rows: spans.map { span in
          [
            .text("\(HumanUnits.fixed(span.until_s, 3)) s"),
            .text(HumanUnits.rate(span.per_second)),
          ]
        }))
  }

  private static let stages = [
    ("due_to_submitted", "due → submitted"), ("submitted_to_enqueued", "submitted → enqueued"),
    ("enqueued_to_matched", "enqueued → matched"), ("matched_to_delivered", "matched → delivered"),
    ("due_to_delivered", "due → delivered"),
  ]

  /// At full tilt everyone waits for as long as those ahead of him take.
  private static let ofSaturated = ["submitted_to_enqueued", "matched_to_delivered"]

  private func stages(of result: ShownResult) -> DataTable? {
    guard let stages = result.document.profile?.stages else { return nil }
    let whole = Double(stages["due_to_delivered"]?.sum_ns ?? 0)
    let rows = Self.stages.compactMap { key, name -> [DataTable.Cell]? in
      guard let stage = stages[key], !result.isTimeless || Self.ofSaturated.contains(key)
      else { return nil }
      let part = whole > 0 ? stage.sum_ns.map { Double($0) / whole } : nil
      let spans = [stage.mean, stage.p50, stage.p99, stage.p999, stage.max]
      return [.text(name), .text(FigureUnit.share.text(part))]
        + spans.map { .text($0.map(HumanUnits.span) ?? "–") }
    }
    return DataTable(
      caption: "Stages of the way to an agent",
      headings: ["stage", "of the time", "mean", "50 %", "99 %", "99.9 %", "longest"], rows: rows)
  }
}
