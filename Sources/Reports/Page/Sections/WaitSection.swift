// How waits and first responses are distributed.

import Scenarios

/// Pictures of distributions.
struct WaitSection {
  private let results: [ShownResult]

  /// Of a saturated run there is no wait to be seen.
  init(results: [ShownResult]) { self.results = results.filter { !$0.isTimeless } }

  /// The pictures of the results that have distributions.
  var groups: [PictureGroup] {
    let all = results.compactMap { $0.document.distributions }
    let longest = all.flatMap { ($0.wait ?? []) + ($0.first_response ?? []) }.map(\.up_to).max()
    return [
      PictureGroup("How long customers wait", id: "wait-shares", of: results) {
        picture(
          of: $0, \.wait, "waits", [.waitP50, .waitP90, .waitP99], longest ?? 1)
      },
      PictureGroup("How soon an agent first answers", id: "response-shares", of: results) {
        picture(
          of: $0, \.first_response, "first responses",
          [.firstResponseP50, .firstResponseP90, .firstResponseP99], longest ?? 1)
      },
    ].compactMap(\.self)
  }

  private func picture(
    of result: ShownResult,
    _ part: (ReadDistributions) -> [ReadDistributions.Step]?, _ things: String,
    _ percentiles: [FigureKey], _ longest: Double
  ) -> Picture? {
    guard let distributions = result.document.distributions, let steps = part(distributions),
      steps.count > 1
    else { return nil }
    let limits = result.level.map { [$0.within] } ?? []
    let curves = CumulativeCurves(
      curves: [.init(steps: steps, style: "line one")], marked: limits, longest: longest,
      frame: PlotFrame())
    var key = [Picture.Sample(shape: .line, style: "line one", text: "share of \(things)")]
    key += limits.map {
      Picture.Sample(shape: .line, style: "limit", text: FigureUnit.time.limit($0))
    }
    return Picture(
      description: "A rising line: the share of \(things) that lasted at most so long, on an axis"
        + " of time whose steps grow tenfold.",
      finding: Self.finding(steps, things, percentiles.map { result.document.metrics.mean($0) }),
      key: key, drawing: curves.drawing,
      table: DataTable(
        caption: "Distribution of \(things)", headings: ["at most", "share of \(things)"],
        rows: steps.map { step in
          [.text(FigureUnit.time.text(step.up_to)), .text(FigureUnit.share.text(step.share))]
        }))
  }

  private static func finding(
    _ steps: [ReadDistributions.Step], _ things: String, _ percentiles: [Double?]
  ) -> String {
    let atOnce = steps.last { $0.up_to <= 0 }?.share ?? 0
    let beginning =
      atOnce >= 0.0005 ? "\(HumanUnits.share(atOnce)) of customers do not wait at all. " : ""
    let shares = [("half", 0.5), ("nine in ten", 0.9), ("99 in a hundred", 0.99)]
    let waited = zip(shares, percentiles).filter { $0.0.1 > atOnce }
    guard !waited.isEmpty else { return beginning + "Of a hundred customers at most one waits." }
    // The figures of the tables, which are finer than the steps of the curve.
    let known = waited.compactMap { share, time in
      time.map { "\(share.0) at most \(FigureUnit.time.text($0))" }
    }
    guard !known.isEmpty else { return "\(beginning)How the \(things) are spread." }
    return "\(beginning)Of the \(things) \(known.joined(separator: ", "))."
  }
}
