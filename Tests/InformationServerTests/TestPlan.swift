// A small scenario with pages in three languages at two sites.

import Scenarios

enum TestPlan {
  static func shop(demand: String = "") throws -> Plan {
    let text = """
      sangdam: 1
      name: small-shop
      length: 1h
      sites: [{id: seoul, address: "127.0.0.1:7080"}, {id: osaka}]
      locations: [{id: home}, {id: partner}]
      demand:
        - {name: a, code: {language: ko, document: "43211503", site: seoul}, \
      arrivals: {rate: 9/h}, effort: {fixed: 30s}}
        - {name: b, code: {language: en, document: "84121501", site: seoul}, \
      arrivals: {rate: 9/h}, effort: {fixed: 30s}}
        - {name: c, code: {language: ja, document: "43211503", site: osaka, location: partner}, \
      arrivals: {rate: 9/h}, effort: {fixed: 30s}}
        - {name: d, code: {language: ja, document: "43211503", site: osaka, location: home}, \
      arrivals: {rate: 9/h}, effort: {fixed: 30s}}
      \(demand)
      agents:
        - {name: front, count: 2, languages: {ko: 1, en: 1, ja: 1}, documents: {"*": 1}}
        - {name: back, location: partner, count: 2, languages: {ja: 1}, documents: {"43": 1}}

      """
    return try Plan(checking: ScenarioSource(name: "test", text: text))
  }
}
