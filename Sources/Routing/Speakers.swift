// Who comes into question for a class, found without asking every group: those at a location who
// speak a language.

import Consulting

/// Groups by location and language.
struct Speakers {
  private struct Place: Hashable {
    var location: Int
    var language: Language
  }

  private var groups: [Place: [Int]] = [:]

  /// - Complexity: O(groups × their languages).
  init(_ groups: [RoutingTable.Group]) {
    for (index, group) in groups.enumerated() {
      for language in Set(group.languages.map(\.skill)) {
        self.groups[Place(location: group.location, language: language), default: []].append(index)
      }
    }
  }

  /// The groups that speak the language of a class, at its location and those that its rings have
  /// opened, in ascending order.
  func groups(
    for requestClass: RoutingTable.RequestClass, after rings: ArraySlice<RoutingTable.Ring>
  ) -> [Int] {
    let opened = Set(rings.compactMap(\.location)).subtracting([requestClass.location])
    let own = at(requestClass.location, requestClass.language)
    guard !opened.isEmpty else { return own }
    return (own + opened.flatMap { at($0, requestClass.language) }).sorted()
  }

  private func at(_ location: Int, _ language: Language) -> [Int] {
    groups[Place(location: location, language: language)] ?? []
  }
}
