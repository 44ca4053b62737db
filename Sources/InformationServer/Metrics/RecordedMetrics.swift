// What this process measures through swift-metrics, for those who watch it.

import CoreMetrics

/// The metrics of this process.
///
/// The first look at them makes this the backend of swift-metrics: what any library of the process
/// records from then on is kept here, what was made before goes nowhere.
public enum RecordedMetrics {
  private static let store: MetricsStore = {
    let store = MetricsStore()
    MetricsSystem.bootstrap(store)
    return store
  }()

  /// Records from here on; once more is nothing.
  ///
  /// - Precondition: swift-metrics has no other backend.
  public static func begin() { _ = store }

  /// All of them, as they are now.
  ///
  /// - Complexity: O(series), at most 1,000.
  public static var all: [ServerMetric] { store.all }
}
