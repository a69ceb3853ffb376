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

let package = Package(
  name: "swift-rmsprop",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RMSprop", targets: ["RMSprop"]),
    .library(name: "NumberSystems", targets: ["NumberSystems"]),
    .library(name: "Comparisons", targets: ["Comparisons"]),
    .library(name: "GoldenTraces", targets: ["GoldenTraces"]),
    .library(name: "Dialects", targets: ["Dialects"]),
    .library(name: "Candidates", targets: ["Candidates"]),
    .library(name: "PropertyCheck", targets: ["PropertyCheck"]),
    .library(name: "RMSpropLaws", targets: ["RMSpropLaws"]),
    .executable(name: "rmsprop", targets: ["RMSpropTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // The core. It imports nothing.
    .target(name: "RMSprop", swiftSettings: settings, linkerSettings: mathLibrary),
    .target(name: "NumberSystems", dependencies: ["RMSprop"], swiftSettings: settings),
    .target(
      name: "Comparisons",
      dependencies: [
        "NumberSystems", "RMSprop", .product(name: "RealModule", package: "swift-numerics"),
      ],
      swiftSettings: settings),
    .target(
      name: "GoldenTraces",
      dependencies: [
        "RMSprop", "NumberSystems", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: settings),
    .target(
      name: "Dialects", dependencies: ["GoldenTraces", "NumberSystems", "RMSprop"],
      swiftSettings: settings),
    // GSL is GPL-3: what links PropertyCheck links it.
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .target(name: "PropertyCheck", dependencies: ["CGSL"], swiftSettings: settings),
    .target(
      name: "RMSpropLaws",
      dependencies: ["Dialects", "GoldenTraces", "NumberSystems", "PropertyCheck", "RMSprop"],
      swiftSettings: settings),

    // `rmsprop plot`; in no product.
    .target(
      name: "Figures", dependencies: ["Comparisons", "Dialects", "RMSprop"],
      swiftSettings: settings),

    // What Swift cannot use of the C library.
    .systemLibrary(name: "CProcess"),
    .target(
      name: "Candidates", dependencies: ["CProcess", "GoldenTraces", "RMSprop"],
      swiftSettings: settings),
    .executableTarget(
      name: "RMSpropTool",
      dependencies: [
        "Candidates", "Comparisons", "Dialects", "Figures", "GoldenTraces", "NumberSystems",
        "PropertyCheck", "RMSprop", "RMSpropLaws",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // `make bench`; in no product.
    .target(name: "CBenchmark"),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Candidates", "CBenchmark", "Dialects", "GoldenTraces", "PropertyCheck", "RMSprop",
      ],
      exclude: ["hypothesis_speed.py", "torch_speed.py"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["CGSL"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "RMSpropTests", dependencies: ["RMSprop", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "NumberSystemsTests", dependencies: ["NumberSystems", "RMSprop", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "ComparisonsTests",
      dependencies: ["Comparisons", "GoldenTraces", "NumberSystems", "RMSprop", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "GoldenTracesTests",
      dependencies: ["GoldenTraces", "NumberSystems", "RMSprop", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DialectsTests",
      dependencies: ["Dialects", "GoldenTraces", "NumberSystems", "RMSprop", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "FiguresTests", dependencies: ["Comparisons", "Figures", "RMSprop", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "PropertyCheckTests", dependencies: ["CGSL", "PropertyCheck"],
      swiftSettings: settings),
    .testTarget(
      name: "RMSpropLawsTests",
      dependencies: [
        "CGSL", "Comparisons", "Dialects", "GoldenTraces", "PropertyCheck", "RMSprop",
        "RMSpropLaws", "TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "CandidatesTests",
      dependencies: ["Candidates", "GoldenTraces", "RMSprop", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "RMSpropToolTests",
      dependencies: [
        "RMSpropTool", "TestSupport", .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      exclude: ["mistakes.py", "zoo.py"],
      swiftSettings: settings),
    .testTarget(name: "RepositoryTests", dependencies: ["TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "DocsTests",
      dependencies: [
        "Comparisons", "Dialects", "GoldenTraces", "NumberSystems", "RMSprop", "RMSpropLaws",
        "TestSupport",
      ],
      swiftSettings: settings),
  ]
)
