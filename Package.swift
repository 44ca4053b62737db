// swift-tools-version: 6.2
import PackageDescription

// One list of settings for every target: the language's strictest checks, warnings are errors.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  // The last one: `ScheduledCore` does without.
  .treatAllWarnings(as: .error),
]

// jemalloc and the sanitizers do not mix: `SANGDAM_WITHOUT_JEMALLOC=1` leaves it out.
let withJemalloc = Context.environment["SANGDAM_WITHOUT_JEMALLOC"] == nil

/// A target of the house with what it may import; `Tests/HouseTests` holds this list against
/// ARCHITECTURE.md and against the imports in the sources.
func room(_ name: String, sees dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, sees dependencies: [Target.Dependency], data: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: data, swiftSettings: strict)
}

// What several bundles of tests draw from.
let seeded = Target.target(
  name: "SeededTests", path: "Tests/SeededTests", swiftSettings: strict)

// The explorer of interleavings (docs/explorer.md) is optimised in every build, because it runs
// millions of executions; and it does without the dynamic check of exclusive access, which takes
// a modelled thread that is stopped in the middle of an access for an overlap.
let explored: [SwiftSetting] = [
  .unsafeFlags([
    "-O", "-disable-batch-mode", "-wmo", "-num-threads", "2", "-enforce-exclusivity=unchecked",
  ])
]

/// A target that only the explorer's tests see.
func explorer(
  _ name: String, sees dependencies: [Target.Dependency], settings: [SwiftSetting] = strict
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tests/Explorer/\(name)",
    swiftSettings: settings + explored)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

// Left out of sanitized builds: the sanitizers take a change of stacks for an error.
let exploration: [Target] = [
  explorer("CStacks", sees: []),
  explorer("Interleavings", sees: ["CStacks"]),
  // Sources/Rings and Sources/Routing once more, by links, in one module with the scheduling
  // atomic. `import Rings` names nothing that is needed there, and that is all there is to warn of.
  explorer(
    "ScheduledCore", sees: ["Interleavings", "Consulting", "Rings"],
    settings: strict.dropLast() + [
      .define("INTERLEAVINGS"), .unsafeFlags(["-suppress-warnings"]),
    ]),
  .testTarget(
    name: "InterleavingsTests", dependencies: ["Interleavings", "ScheduledCore", "Consulting"],
    path: "Tests/Explorer/InterleavingsTests", swiftSettings: strict + explored),
]

/// What is built: `SANGDAM_ROOMS` names it.
enum Rooms: String {
  /// All there is; without the variable.
  case everything
  /// The executable without `serve SCENARIO`, and so without packages that take minutes to build.
  case planning
  /// No executable: the rooms that handle memory or threads themselves, for the sanitizers.
  case core
  /// All rooms, with those tests that can fail as released and not otherwise.
  case released

  var haveService: Bool { self == .everything || self == .released }

  /// The bundles of tests that are built; nil = all. `make test` runs all, and `make soak` all as
  /// released.
  var bundles: Set<String>? {
    let core: Set = [
      "RingsTests", "RoutingTests", "StressTests", "ChatRelayTests", "WebSocketsTests",
      "VirtualTimeTests", "WallTimeTests",
    ]
    switch self {
    case .everything, .planning: return nil
    case .core: return core.union(["ConsultingTests", "ScenariosTests"])
    case .released:
      return core.union(["TranscriptsTests", "ConsultServerTests", "ConsultNetworkTests"])
    }
  }

  func contain(_ target: Target) -> Bool {
    target.type != .test || bundles?.contains(target.name) ?? true
  }
}
let builds = Rooms(rawValue: Context.environment["SANGDAM_ROOMS"] ?? "") ?? .everything

// What the consultation service needs beside the planner's rooms.
let servicePackages: [Package.Dependency] = [
  .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
  .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
  .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
]
let serviceRooms: [Target] = [
  .target(name: "WebPages", resources: [.embedInCode("Files")], swiftSettings: strict),
  room("Transcripts", sees: ["Consulting", "Rings", "CPlatform", grdb, sqlite]),
  room(
    "InformationServer",
    sees: [
      "Consulting", "Scenarios", hummingbird, hummingbirdCore, httpTypes, logging, metrics, nioCore,
    ]),
  room(
    "ConsultServer",
    sees: [
      "Consulting", "Measures", "Rings", "Scenarios", "Consultation", "ChatRelay", "WebSockets",
      "Transcripts", "CPlatform", crypto, logging,
    ]),
  tests("WebPagesTests", sees: ["WebPages"]),
  tests("ConsultServerTests", sees: ["ConsultServer", "SeededTests"]),
  tests(
    "ConsultNetworkTests",
    sees: [
      "ConsultServer", "ChatRelay", "Consultation", "Consulting", "Scenarios", "Measures",
      "WebSockets", "CPlatform", "Transcripts", logging, "SeededTests",
    ]),
  tests(
    "InformationServerTests",
    sees: ["InformationServer", "Scenarios", "Consulting", metrics, "SeededTests"]),
  tests(
    "TranscriptsTests",
    sees: ["Transcripts", "Consulting", "Rings", grdb, "SeededTests"]
      + (withJemalloc ? ["CJemalloc"] : [])),
  tests("CommandLineTests", sees: ["Transcripts", "Consulting"]),
]

// Floor 6. A build for planning leaves out the folder that calls the service.
let leftOut = builds.haveService ? [] : ["Consultation"]
let executable: Target = .executableTarget(
  name: "sangdam",
  dependencies: [
    "Consulting", "Measures", "Scenarios", "Tallies", "WebSockets", "ChatRelay", "VirtualTime",
    "WallTime", "Reports", "Planning", "CPlatform", argumentParser,
  ]
    + (builds.haveService
      ? [
        "Consultation", "ConsultServer", "InformationServer", "Transcripts", "WebPages", logging,
      ] : [])
    + (withJemalloc ? ["CJemalloc"] : []),
  exclude: leftOut,
  swiftSettings: strict + (builds.haveService ? [.define("CONSULTATION")] : []))

let package = Package(
  name: "sangdam",
  products: [
    .library(
      name: "SangdamPlanning", targets: ["Scenarios", "VirtualTime", "Reports", "Planning"]),
    .library(name: "SangdamRouting", targets: ["Consulting", "Rings", "Routing", "CPlatform"]),
  ] + (builds == .core ? [] : [.executable(name: "sangdam", targets: ["sangdam"])]),
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ] + (builds.haveService ? servicePackages : []),
  targets: ([
    // Floor 1: the vocabulary and what knows no chat.
    room("Consulting"),
    room("Rings", sees: ["CPlatform"]),
    room("Measures"),
    room("Assignment"),
    room("WebSockets"),
    .target(name: "CPlatform", cSettings: withJemalloc ? [.define("SANGDAM_JEMALLOC")] : []),
    // Floor 2.
    room("Scenarios", sees: ["Consulting", "Measures", yams]),
    room("Routing", sees: ["Consulting", "Rings"]),
    room("Tallies", sees: ["Consulting", "Measures", "Assignment"]),
    room("ChatRelay", sees: ["WebSockets", "Rings", "Measures", "CPlatform"]),
    // Floor 3.
    room("Population", sees: ["Consulting", "Measures", "Scenarios"]),
    room("PlannedRouting", sees: ["Consulting", "Scenarios", "Routing"]),
    room("Reports", sees: ["Consulting", "Measures", "Scenarios", "Tallies"]),
    // Floor 4.
    room(
      "VirtualTime",
      sees: [
        "Consulting", "Measures", "Rings", "Assignment", "Scenarios", "Routing", "Tallies",
        "Population", "PlannedRouting",
      ]),
    room(
      "WallTime",
      sees: [
        "Consulting", "Measures", "Rings", "Scenarios", "Routing", "Tallies", "Population",
        "PlannedRouting", "CPlatform",
      ]),
    room(
      "Consultation", sees: ["Consulting", "Rings", "Scenarios", "Routing", "PlannedRouting"]),
    // Floor 5.
    room(
      "Planning",
      sees: ["Consulting", "Measures", "Scenarios", "Tallies", "Reports", "VirtualTime"]),
    seeded,
    tests("ConsultingTests", sees: ["Consulting", "SeededTests"]),
    tests("RingsTests", sees: ["Rings", "SeededTests"]),
    tests("MeasuresTests", sees: ["Measures", "SeededTests"]),
    tests("AssignmentTests", sees: ["Assignment", "SeededTests"]),
    tests("WebSocketsTests", sees: ["WebSockets", "SeededTests"]),
    tests("ChatRelayTests", sees: ["ChatRelay", "WebSockets", "Measures", "Rings", "SeededTests"]),
    .testTarget(
      name: "ScenariosTests", dependencies: ["Scenarios", "Consulting"], exclude: ["Bad"],
      swiftSettings: strict),
    tests("RoutingTests", sees: ["Routing", "Consulting", "Rings", "SeededTests"]),
    tests("StressTests", sees: ["Routing", "Consulting", "Rings", "SeededTests"]),
    tests("PlannedRoutingTests", sees: ["PlannedRouting", "Scenarios", "Routing", "Consulting"]),
    tests("PopulationTests", sees: ["Population", "Scenarios", "Consulting", "Measures"]),
    tests(
      "ReportsTests", sees: ["Reports", "Scenarios", "Tallies", "Consulting", "Measures"],
      data: ["Golden"]),
    tests(
      "VirtualTimeTests",
      sees: [
        "VirtualTime", "Reports", "Scenarios", "Tallies", "Population", "Consulting", "Measures",
        "Routing", "Rings", "SeededTests",
      ]),
    tests(
      "WallTimeTests",
      sees: [
        "WallTime", "VirtualTime", "Reports", "Scenarios", "Tallies", "Routing", "Rings",
        "Consulting", "Measures", "CPlatform", "SeededTests",
      ]),
    tests("ConsultationTests", sees: ["Consultation", "Scenarios", "Consulting", "SeededTests"]),
    tests(
      "PlanningTests",
      sees: [
        "Planning", "VirtualTime", "Reports", "Scenarios", "Tallies", "Consulting", "Measures",
      ]),
    tests("HouseTests", sees: ["Scenarios"]),
  ]
    + (builds == .core ? [] : [executable])
    + (builds.haveService ? serviceRooms : [])
    + (withJemalloc
      ? [.systemLibrary(name: "CJemalloc", providers: [.apt(["libjemalloc-dev"])])] + exploration
      : []))
    .filter(builds.contain)
)
