// swift-tools-version: 6.3

import PackageDescription

let package = Package(
  name: "training",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../swift-rmsprop")
    // Or: .package(url: "the address of this repository", branch: "main")
  ],
  targets: [
    .executableTarget(
      name: "Training",
      dependencies: [
        .product(name: "RMSprop", package: "swift-rmsprop"),
        .product(name: "Candidates", package: "swift-rmsprop"),
        .product(name: "PropertyCheck", package: "swift-rmsprop"),
        .product(name: "NumberSystems", package: "swift-rmsprop"),
        .product(name: "RMSpropLaws", package: "swift-rmsprop"),
      ])
  ]
)
