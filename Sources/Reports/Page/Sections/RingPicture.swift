// From which ring customers were answered: how far the search for an agent had to widen.

import Scenarios

/// The rings used by each stream of one result.
struct RingPicture {
  private let rings: [ReadRing]
  private let streams: Volumes

  init(_ result: ShownResult) {
    rings = (result.document.rings ?? []).filter { ($0.answered.mean ?? 0) > 0 && $0.ring >= 0 }
    streams = Volumes(rings.map { ($0.demand, $0.answered.mean ?? 0) })
  }

  /// Nil where there are no rings.
  var picture: Picture? {
    guard rings.contains(where: { $0.ring > 0 }) else { return nil }
    let names = streams.largest(Shown.names)
    let rows = names.map { name in
      rings.filter { $0.demand == name }.sorted { $0.ring < $1.ring }
    }
    let bars = zip(names, rows).map { name, parts in
      ShareBars.Bar(
        name: ShownName(name), parts: parts.map { ($0.ring, share($0)) })
    }
    return Picture(
      description: "A bar for each stream, cut by the ring from which its customers were answered.",
      finding: finding, key: key, drawing: ShareBars(bars: bars).drawing,
      table: DataTable(
        caption: "Answers by stream and ring",
        headings: ["stream, ring", "answered", "of the stream", "match score"],
        rows: rows.joined().map { ring in
          [
            .text("\(ShownName(ring.demand).amidst), \(Self.words(ring))"),
            .text(HumanUnits.count(ring.answered.mean ?? 0)), .text(HumanUnits.share(share(ring))),
            .text(FigureUnit.score.text(ring.match_score?.mean)),
          ]
        }),
      omission: Shown.omission(names.count, of: streams.count, "streams", by: "most answers"))
  }

  private func share(_ ring: ReadRing) -> Double {
    (ring.answered.mean ?? 0) / max(streams.of(ring.demand), 1e-9)
  }

  private var key: [Picture.Sample] {
    let known = Set(rings.map(\.ring)).sorted().compactMap { number in
      rings.first { $0.ring == number }
    }
    return known.map { ring in
      .init(shape: .area, style: ShareBars.style(of: ring.ring), text: Self.words(ring))
    }
  }

  private static func words(_ ring: ReadRing) -> String {
    guard ring.ring > 0 else { return "no ring needed" }
    let after = ring.after.map { " after \(FigureUnit.time.limit($0))" } ?? ""
    return "ring \(ring.ring)\(after)"
  }

  private var finding: String {
    let all = rings.compactMap(\.answered.mean).reduce(0, +)
    let widened = rings.filter { $0.ring > 0 }
    let sum = widened.compactMap(\.answered.mean).reduce(0, +)
    let share = HumanUnits.share(sum / max(all, 1e-9))
    let sentence = "For \(share) of the answered the search had to widen"
    let byStream = Volumes(widened.map { ($0.demand, self.share($0)) })
    guard let most = byStream.largest(1).first, streams.count > 1 else { return "\(sentence)." }
    let largest = HumanUnits.share(byStream.of(most))
    return "\(sentence), most often for \(ShownName(most).amidst): \(largest)."
  }
}
