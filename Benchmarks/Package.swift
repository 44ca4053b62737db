// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building the product never builds the harness. What it measures
// is public library API. `traits: []` leaves the harness's own jemalloc out.
let package = Package(
  name: "sangdam-benchmarks",
  dependencies: [
    .package(name: "sangdam", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "VirtualTimeBenchmarks",
      dependencies: [
        .product(name: "SangdamPlanning", package: "sangdam"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "VirtualTime",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    .target(
      name: "DispatchDriver",
      dependencies: [.product(name: "SangdamRouting", package: "sangdam")],
      path: "DispatchDriver"),
    .executableTarget(
      name: "dispatch-runs", dependencies: ["DispatchDriver"], path: "DispatchRuns"),
    .executableTarget(
      name: "relay-runs",
      dependencies: [.product(name: "SangdamRouting", package: "sangdam")], path: "RelayRuns"),
  ]
)
