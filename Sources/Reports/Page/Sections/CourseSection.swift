// The course of the day: customers, waits and service level by period of arrival.

import Scenarios

/// Pictures by period.
struct CourseSection {
  let results: [ShownResult]
  private let frame = PlotFrame()

  /// The pictures of the results that have periods.
  var groups: [PictureGroup] {
    let largest = periods.map { $0.figures.mean(.offered) ?? 0 }.max() ?? 0
    let most = periods.map { $0.figures.staffed?.mean ?? 0 }.max() ?? 0
    let longest = periods.map { $0.figures.mean(.waitP99) ?? 0 }.max() ?? 0
    return [
      PictureGroup("Customers by time of arrival", id: "customers", of: results) {
        CoursePictures($0, share: results.count, frame)?.customers(largest: largest)
      },
      PictureGroup("Waits by time of arrival", id: "waits", of: results) {
        CoursePictures($0, share: results.count, frame)?.waits(longest: longest)
      },
      PictureGroup("Service level by time of arrival", id: "level", of: results) {
        CoursePictures($0, share: results.count, frame)?.level
      },
      PictureGroup("Agents by time of the day", id: "staffed", of: results) {
        CoursePictures($0, share: results.count, frame)?.agents(largest: most)
      },
    ].compactMap(\.self)
  }

  private var periods: [ReadPeriod] { results.flatMap { $0.document.periods ?? [] } }
}

/// The pictures by period of one result.
private struct CoursePictures {
  private let result: ShownResult
  /// All periods, about which the sentences are.
  private let all: [ReadPeriod]
  /// Those that are drawn: all, or every so manieth.
  private let periods: [ReadPeriod]
  private let axis: DayAxis
  private let frame: PlotFrame
  private let step: Int
  /// The periods that the tables list, in their order.
  private let listed: [Int]

  /// Nil with fewer than two periods, which have no course.
  init?(_ result: ShownResult, share: Int, _ frame: PlotFrame) {
    guard let all = result.document.periods, all.count > 1 else { return nil }
    let step = max((all.count * share - 1) / Shown.drawn + 1, 1)
    let periods = stride(from: 0, to: all.count, by: step).map { all[$0] }
    self.result = result
    self.all = all
    self.periods = periods
    self.step = step
    self.frame = frame
    axis = DayAxis(all, opens: result.document.scenario.opens, frame: frame)
    let byVolume = periods.indices.sorted { a, b in
      let first = periods[a].figures.mean(.offered) ?? 0
      let second = periods[b].figures.mean(.offered) ?? 0
      return first == second ? a < b : first > second
    }
    listed = byVolume.prefix(Shown.periods / share).sorted()
  }

  private var omission: String? {
    let drawn =
      step > 1 ? "One period in \(step) is drawn; the others are in the result document." : nil
    let listed = Shown.omission(
      listed.count, of: periods.count, "periods listed are those", by: "most customers")
    let sentences = [drawn, listed].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private func table(
    _ caption: String, _ headings: [String], _ cells: (ReadPeriod) -> [DataTable.Cell]
  ) -> DataTable {
    DataTable(
      caption: caption, headings: ["from–to"] + headings,
      rows: listed.map { [.text(axis.label(periods[$0]))] + cells(periods[$0]) })
  }

  /// The drawing with the places of the listed periods alone.
  private func led(_ drawing: Drawing) -> Drawing {
    var drawing = drawing
    drawing.places = listed.map { drawing.places[$0] }
    return drawing
  }

  func customers(largest: Double) -> Picture {
    let keys: [FigureKey] = [.answered, .abandoned, .blocked]
    let blocked = periods.contains { ($0.figures.mean(.blocked) ?? 0) > 0 }
    let shown = blocked ? keys : Array(keys.dropLast())
    let bars = StackedBars(
      stacks: periods.map { period in
        .init(period: period, parts: shown.map { period.figures.mean($0) ?? 0 })
      },
      styles: ["fill one", "fill two", "fill three"], axis: axis, largest: largest, frame: frame)
    let texts = ["answered", "abandoned", "blocked"]
    return Picture(
      description: "Bars by period: how many customers came and what became of them.",
      finding: CourseFindings(periods: all, axis: axis).customers,
      key: shown.indices.map { index in
        .init(shape: .area, style: ShareBars.style(of: index), text: texts[index])
      },
      drawing: led(bars.drawing),
      table: table("Customers by period", ["offered"] + texts.prefix(shown.count)) { period in
        ([.offered] + shown).map { .text(FigureUnit.count.text(period.figures.mean($0))) }
      }, omission: omission)
  }

  /// Nil where nobody is ever at work.
  func agents(largest: Double) -> Picture? {
    guard largest > 0 else { return nil }
    let parts = periods.map { period in
      let staffed = period.figures.staffed?.mean ?? 0
      let occupied = staffed * min(period.figures.mean(.occupancy) ?? 0, 1)
      return (occupied: occupied, free: staffed - occupied)
    }
    let bars = StackedBars(
      stacks: zip(periods, parts).map { .init(period: $0, parts: [$1.occupied, $1.free]) },
      styles: ["fill three", "free"], axis: axis, largest: largest, frame: frame)
    return Picture(
      description: "Bars by period: agents at work, occupied and free.",
      finding: CourseFindings(periods: all, axis: axis).agents,
      key: [
        .init(shape: .area, style: "fill three", text: "occupied"),
        .init(shape: .area, style: "free", text: "free"),
      ],
      drawing: led(bars.drawing),
      table: table("Agents by period", ["staffed", "occupancy", "places taken"]) { period in
        [
          .text(FigureUnit.count.text(period.figures.staffed?.mean)),
          .text(FigureUnit.share.text(period.figures.mean(.occupancy))),
          .text(FigureUnit.share.text(period.figures.mean(.slotLoad))),
        ]
      }, omission: omission)
  }

  func waits(longest: Double) -> Picture {
    let keys: [FigureKey] = [.waitP99, .waitP90, .waitP50]
    let styles = ["line two", "line three dashed", "line one dotted"]
    let texts = ["99 of 100 customers wait at most", "90 of 100", "half of them"]
    let lines = zip(keys, styles).map { key, style in
      CourseLines.Line(values: periods.map { $0.figures.mean(key) }, style: style)
    }
    let course = CourseLines(
      periods: periods, lines: lines, axis: axis, ticks: Ticks.times(upTo: longest),
      unit: .time, frame: frame)
    return Picture(
      description: "Three lines by period: how long half, 90 % and 99 % of the customers wait at"
        + " most.",
      finding: CourseFindings(periods: all, axis: axis).waits,
      key: zip(styles, texts).map { .init(shape: .line, style: $0, text: $1) },
      drawing: led(course.drawing),
      table: table("Waits by period", ["mean", "half within", "90 % within", "99 % within"]) {
        period in
        [.waitMean, .waitP50, .waitP90, .waitP99].map {
          .text(FigureUnit.time.text(period.figures.mean($0)))
        }
      }, omission: omission)
  }

  var level: Picture? {
    guard let level = result.level else { return nil }
    let figures = periods.map { $0.figures.level(within: level.within, level.variant) }
    let days = periods.map { $0.days(within: level.within) }
    let knowsDays = days.contains { $0 != nil }
    var bands = [
      CourseLines.Band(low: figures.map { $0?.low }, high: figures.map { $0?.high }, style: "band")
    ]
    if knowsDays {
      let spread = CourseLines.Band(
        low: days.map { $0?.p05 }, high: days.map { $0?.p95 }, style: "spread")
      bands.insert(spread, at: 0)
    }
    let course = CourseLines(
      periods: periods, bands: bands,
      lines: [.init(values: figures.map { $0?.mean }, style: "line one")], limit: level.target,
      axis: axis, ticks: [0, 0.25, 0.5, 0.75, 1], unit: .share, frame: frame)
    return Picture(
      description: "A line by period: the share answered \(result.levelWords), with its interval"
        + (knowsDays ? " and the spread of nine days in ten." : "."),
      finding: CourseFindings(periods: all, axis: axis).level(result),
      key: levelKey(knowsDays: knowsDays, target: level.target), drawing: led(course.drawing),
      table: levelTable(figures, knowsDays: knowsDays), omission: omission)
  }

  private func levelKey(knowsDays: Bool, target: Double?) -> [Picture.Sample] {
    var key = [
      Picture.Sample(shape: .line, style: "line one", text: "answered \(result.levelWords)"),
      Picture.Sample(shape: .area, style: "band", text: "95 % interval"),
    ]
    if knowsDays {
      let text = "nine \(result.occasion)s in ten"
      key.append(Picture.Sample(shape: .area, style: "spread", text: text))
    }
    if let target {
      let text = "target \(FigureUnit.share.limit(target))"
      key.append(Picture.Sample(shape: .line, style: "limit", text: text))
    }
    return key
  }

  private func levelTable(_ figures: [Figure?], knowsDays: Bool) -> DataTable {
    let headings =
      knowsDays ? ["worst day in 20", "middle day", "best day in 20", "days that meet it"] : []
    return DataTable(
      caption: "Service level by period",
      headings: ["from–to", result.levelWords, "95 % interval"] + headings,
      rows: listed.map { index in
        let share = FigureUnit.share
        var cells: [DataTable.Cell] = [
          .text(axis.label(periods[index])), .text(share.text(figures[index]?.mean)),
          .text(figures[index].map(share.interval) ?? ""),
        ]
        if knowsDays {
          let days = result.level.flatMap { periods[index].days(within: $0.within) }
          cells += [days?.p05, days?.p50, days?.p95, days?.share_met].map { .text(share.text($0)) }
        }
        return cells
      })
  }
}
