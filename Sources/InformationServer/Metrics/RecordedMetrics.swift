// What this process measures through swift-metrics, for those who watch it.

import CoreMetrics

/// The metrics of this process.
///
/// From `begin` on this is the backend of swift-metrics: what any library of the process records
/// then is kept here, what was made before goes nowhere.
public enum RecordedMetrics {
  private static let store = MetricsStore()

  /// Records from here on; once.
  ///
  /// - Parameter own: what stands beside them in one text. Their names are theirs: what a library
  ///   would record under one of them is refused and counted.
  /// - Precondition: swift-metrics has no other backend.
  public static func begin(beside own: [ServerMetric]) {
    store.reserve(namesOf: own)
    MetricsSystem.bootstrap(store)
  }

  /// All of them, as they are now.
  ///
  /// - Complexity: O(series), at most 1,000.
  public static var all: [ServerMetric] { store.all }
}
