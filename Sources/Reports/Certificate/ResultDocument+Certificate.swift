// Which figures of a run an exact model is laid beside.

public import Consulting

extension ResultDocument {
  /// The figures of the period with that span; nil and any other span mean the whole run.
  public func figures(of span: Range<SimulationTime>?) -> CellFigures {
    span.flatMap { span in periods.first { $0.span == span }?.figures } ?? metrics
  }
}
