import Foundation
import Subprocess
import TestSupport
import Testing

/// A package that depends on this one.
struct DependencyTests {
  /// A folder with this package, and one that depends on it, side by side.
  private static func dependent() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: "\(folder.path)/swift-rmsprop", withDestinationPath: Repository.root.path)
    try files.copyItem(
      atPath: Repository.root.appending(path: "Tests/Dependent").path,
      toPath: "\(folder.path)/training")
    return folder
  }

  /// What a command prints, which must succeed.
  private static func output(
    _ command: String, _ arguments: String..., in folder: String
  ) async throws -> String {
    let result = try await Subprocess.run(
      .name("sh"),
      arguments: Arguments(
        ["-c", "cd \"$1\" && shift && exec \"$@\" </dev/null", "sh", folder, command] + arguments),
      output: .string(limit: 16 << 20), error: .string(limit: 16 << 20))
    let errors = result.standardError
    try #require(
      result.terminationStatus == .exited(0),
      "\(command) \(arguments): \(result.standardOutput)\(errors)")
    return result.standardOutput
  }

  @Test func `a program that imports Foundation and every product prints what the page says`()
    async throws
  {
    let folder = try Self.dependent()
    let printed = try await Self.output(
      "swift", "run", "--quiet", in: "\(folder.path)/training")
    let page = try Page("docs/reference/library.md")
    let promised = try #require(page.blocks.first { $0.language == "text" })
    #expect(printed == promised.text + "\n")
  }

  @Test(arguments: ["lowest", "highest"])
  func `an application resolves with the versions at the ends of every range`(
    end: String
  ) async throws {
    let folder = try Self.dependent()
    let app = "\(folder.path)/training"
    let manifest = try Repository.text("Package.swift")
    let ranges = manifest.matches(of: #/\.package\(url: "([^"]+)", from: "([\d.]+)"\)/#)
    try #require(ranges.count == manifest.matches(of: #/\.package\(/#).count)
    let configuration = "\(app)/.swiftpm/configuration"
    var (mirrors, wanted): ([[String: String]], [String: String]) = ([], [:])
    var requirements = ""
    for range in ranges {
      let (url, lowest) = (String(range.1), String(range.2))
      let name = String(url.split(separator: "/").last!)
      // The sources are here since this package was built; only the version's name is new.
      let checkout = Repository.root.appending(path: ".build/checkouts/\(name)").path
      let mirror = "\(folder.path)/mirrors/\(name)"
      _ = try await Self.output("git", "clone", "-q", checkout, mirror, in: folder.path)
      let (major, rest) = (lowest.prefix { $0 != "." }, "999.0")
      for version in ["\(major).\(rest)", "\(Int(major)! + 1).0.0"] {
        _ = try await Self.output("git", "tag", version, lowest, in: mirror)
      }
      mirrors.append(["original": url, "mirror": mirror])
      wanted[name] = end == "lowest" ? lowest : "\(major).\(rest)"
      if end == "lowest" { requirements += ".package(url: \"\(url)\", exact: \"\(lowest)\"),\n" }
    }
    try FileManager.default.createDirectory(
      atPath: configuration, withIntermediateDirectories: true)
    try JSONSerialization.data(withJSONObject: ["object": mirrors, "version": 1] as [String: Any])
      .write(to: URL(filePath: "\(configuration)/mirrors.json"))
    let dependent = try Repository.text("Tests/Dependent/Package.swift")
    try folder.write(
      dependent.replacing(
        "dependencies: [\n    .package(", with: "dependencies: [\n\(requirements).package(",
        maxReplacements: 1),
      to: "training/Package.swift")
    _ = try await Self.output("swift", "package", "resolve", in: app)
    let resolved = try String(contentsOfFile: "\(app)/Package.resolved", encoding: .utf8)
    // What only this package's tests need is not fetched for an application.
    let pins = resolved.matches(
      of: #/"identity" : "([^"]+)"[^}]*?"version" : "([^"]+)"/#.dotMatchesNewlines())
    #expect(pins.contains { $0.1 == "swift-argument-parser" }, "\(resolved)")
    for pin in pins {
      if let version = wanted[String(pin.1)] { #expect(pin.2 == version, "\(pin.1)") }
    }
  }
}
