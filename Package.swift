// swift-tools-version: 6.3

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Without hardware for them, `.squareRoot()` and `.addingProduct()` are calls of libm, which
/// nothing else here links.
let mathLibrary: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

/// A module of this package, in the folder of its name.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [],
  linkerSettings: [LinkerSetting]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, swiftSettings: settings,
    linkerSettings: linkerSettings)
}

/// The tests of a module, in the folder of its name.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let realModule = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "swift-rmsprop",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RMSprop", targets: ["RMSprop"]),
    .library(name: "Candidates", targets: ["Candidates", "GoldenTraces", "Runs"]),
    .library(name: "PropertyCheck", targets: ["PropertyCheck"]),
    // Why these are products, too: docs/reference/library.md.
    .library(name: "NumberSystems", targets: ["NumberSystems"]),
    .library(name: "RMSpropLaws", targets: ["RMSpropLaws"]),
    .executable(name: "rmsprop", targets: ["RMSpropTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // The core. It imports nothing.
    module("RMSprop", linkerSettings: mathLibrary),
    module("NumberSystems", ["RMSprop"]),

    // What a run is, what comes back of it, and everything that can make one.
    module("Platform"),
    module("Text", ["Platform"]),
    module("Runs", ["NumberSystems", "RMSprop", "Text"]),
    module("GoldenTraces", ["NumberSystems", "Platform", "RMSprop", "Runs", "Text"]),
    module("Dialects", ["NumberSystems", "RMSprop", "Runs", "Text"]),
    module("Mistakes", ["Dialects", "GoldenTraces", "NumberSystems", "RMSprop", "Runs", "Text"]),

    // What Swift cannot use of the C library.
    .systemLibrary(name: "CProcess"),
    module("Candidates", ["CProcess", "GoldenTraces", "Platform", "RMSprop", "Runs", "Text"]),

    // GSL is GPL-3: what links PropertyCheck links it.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    module("PropertyCheck", ["CGSL"]),
    module(
      "RMSpropLaws", ["GoldenTraces", "Mistakes", "PropertyCheck", "RMSprop", "Runs", "Text"]),

    // What the pages compare RMSprop with, and `rmsprop plot`; in no product.
    module("Relatives", ["NumberSystems", "RMSprop", realModule]),
    module("Figures", ["Dialects", "NumberSystems", "RMSprop", "Relatives", "Runs"]),

    .executableTarget(
      name: "RMSpropTool",
      dependencies: [
        "Candidates", "Dialects", "Figures", "GoldenTraces", "Mistakes", "NumberSystems",
        "Platform", "PropertyCheck", "RMSprop", "RMSpropLaws", "Relatives", "Runs", "Text",
        argumentParser,
      ],
      swiftSettings: settings),

    // `make bench`; in no product.
    .target(name: "CBenchmark"),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Candidates", "CBenchmark", "Dialects", "GoldenTraces", "Mistakes", "NumberSystems",
        "Platform", "PropertyCheck", "RMSprop", "Runs",
      ],
      exclude: ["hypothesis_speed.py", "simdjson_speed.cpp", "torch_speed.py"],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["CGSL"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("RMSpropTests", ["RMSprop"]),
    tests("NumberSystemsTests", ["NumberSystems", "RMSprop"]),
    tests("TextTests", ["Text"]),
    tests("RunsTests", ["NumberSystems", "RMSprop", "Runs", "Text"]),
    tests("GoldenTracesTests", ["GoldenTraces", "NumberSystems", "RMSprop", "Runs", "Text"]),
    tests("DialectsTests", ["Dialects", "GoldenTraces", "Mistakes", "RMSprop", "Runs", "Text"]),
    tests("MistakesTests", ["Dialects", "GoldenTraces", "Mistakes", "RMSprop", "Runs"]),
    tests("RelativesTests", ["CGSL", "NumberSystems", "RMSprop", "Relatives"]),
    tests("FiguresTests", ["Figures", "NumberSystems", "RMSprop", "Relatives"]),
    tests("PropertyCheckTests", ["CGSL", "PropertyCheck"]),
    tests(
      "RMSpropLawsTests",
      ["GoldenTraces", "Mistakes", "PropertyCheck", "RMSprop", "RMSpropLaws", "Runs"]),
    tests("CandidatesTests", ["Candidates", "GoldenTraces", "RMSprop", "Runs", "Text"]),
    tests(
      "RMSpropToolTests", ["Dialects", "Mistakes", "RMSpropTool", "Runs", subprocess],
      exclude: ["mistakes.py", "rewrites.py", "zoo.py"]),
    tests("RepositoryTests", [subprocess]),
    tests(
      "DocsTests",
      [
        "Dialects", "GoldenTraces", "Mistakes", "NumberSystems", "RMSprop", "RMSpropLaws",
        "Relatives", "Runs",
      ]),
  ]
)
