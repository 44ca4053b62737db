// All figures of one cell, evaluated once; the result document and the tables read them here.

public import Consulting
public import Scenarios

/// The service level at one threshold in one variant.
public struct ServiceLevelFigure: Sendable, Equatable {
  /// The threshold.
  public let within: SimulationTime
  /// Who counts.
  public let variant: ServiceLevelVariant
  /// The share.
  public let figure: Figure
}

/// The figures of the run, or of one stream, group of agents or period.
public struct CellFigures: Sendable, Equatable {
  /// One entry per threshold and variant; empty for a group of agents.
  public let serviceLevels: [ServiceLevelFigure]
  /// Staffed agents, mean over time; nil for a stream.
  public let staffed: Figure?
  private let figures: [FigureKey: Figure]

  /// The figure of that key; nil where the cell has none (an occupancy of a stream), and for a
  /// first response where nobody's first answer is described.
  public subscript(key: FigureKey) -> Figure? { figures[key] }

  /// The figure of a metric, nil where the cell has none.
  public subscript(metric: Metric) -> Figure? {
    switch metric {
    case .figure(let key): figures[key]
    case .serviceLevel(let within, let variant):
      serviceLevels.first { $0.within == within && $0.variant == variant }?.figure
    }
  }

  /// Evaluates a cell.
  init(_ cell: Cell, thresholds: [SimulationTime]) {
    var figures: [FigureKey: Figure] = [:]
    let waits = BlockedHistogram(cell.waits)
    let firstResponses = cell.firstResponses.map { BlockedHistogram($0) }
    for key in FigureKey.allCases where key.isKept(in: cell) {
      switch (key.recipe, firstResponses) {
      case (.percentile(.wait, let share), _): figures[key] = waits.percentile(share)
      case (.largest(.wait), _): figures[key] = waits.largest
      case (.percentile(.firstResponse, let share), let blocks?):
        figures[key] = blocks.percentile(share)
      case (.largest(.firstResponse), let blocks?): figures[key] = blocks.largest
      case (let recipe, _): figures[key] = cell.figure(recipe)
      }
    }
    self.figures = figures
    staffed = cell.kind == .stream ? nil : cell.staffed
    guard cell.kind != .group else {
      serviceLevels = []
      return
    }
    serviceLevels = thresholds.enumerated().flatMap { index, within in
      ServiceLevelVariant.allCases.map {
        ServiceLevelFigure(
          within: within, variant: $0, figure: cell.figure($0.recipe(threshold: index)))
      }
    }
  }
}

extension FigureKey {
  /// Whether the cell counts what this figure is made of.
  fileprivate func isKept(in cell: Cell) -> Bool {
    let isOfGroup = FigureKey.ofGroups.contains(self)
    if rawValue.hasPrefix("first_response"), cell.firstResponses == nil { return false }
    return switch cell.kind {
    case .run, .period: true
    case .stream: !FigureKey.ofAgentsAlone.contains(self)
    case .group: isOfGroup
    }
  }

  private static let ofAgentsAlone: Set<FigureKey> = [.occupancy, .concurrency, .slotLoad]
  private static let ofGroups: Set<FigureKey> =
    ofAgentsAlone.union([.answered, .handleTime, .matchScore])
}
