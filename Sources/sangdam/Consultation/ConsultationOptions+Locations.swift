// Who answers for which location, where several consult servers share an issuer's pages.

import ArgumentParser
import ConsultServer
import InformationServer
import Scenarios

/// What is answered here, what elsewhere.
struct AnsweredLocations {
  /// By their place in the plan; nil = all.
  var here: Set<Int>?
  var elsewhere: [Int: ConsultAddress] = [:]
  var partners: [WebOrigin] = []

  /// As the options say it.
  ///
  /// - Throws: `ValidationError` that names what is allowed.
  init(_ options: ConsultationOptions, _ plan: Plan) throws {
    for text in options.elsewhere {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let address = ConsultAddress(parts[1]) else {
        throw ValidationError(
          "--elsewhere is \(text); allowed is a location and its consult server, "
            + "osaka=ws://host:port.")
      }
      elsewhere[try Self.place(of: parts[0], "--elsewhere", in: plan)] = address
    }
    var named = Set<Int>()
    for name in options.locations {
      named.insert(try Self.place(of: name, "--location", in: plan))
    }
    if let both = named.first(where: { elsewhere[$0] != nil }) {
      throw ValidationError(
        "\(plan.locations[both].id) is named by --location and by --elsewhere.")
    }
    if !named.isEmpty {
      here = named
    } else if !elsewhere.isEmpty {
      here = Set(plan.locations.indices).subtracting(elsewhere.keys)
    }
    for text in options.partners {
      guard let origin = WebOrigin(text) else {
        throw ValidationError(
          "--partner is \(text); allowed are http://host:port and https://host:port.")
      }
      partners.append(origin)
    }
  }

  private static func place(of name: String, _ option: String, in plan: Plan) throws -> Int {
    guard let place = plan.locations.firstIndex(where: { $0.id == name }) else {
      let known = plan.locations.map(\.id).joined(separator: ", ")
      throw ValidationError("\(option) names \(name); the scenario's locations are \(known).")
    }
    return place
  }
}
