import Foundation
import TestSupport
import Testing

/// `Package.swift` says what the sources say.
struct ManifestTests {
  /// A module that is imported and not named compiles in a clean build, and is not built again when
  /// the module changes.
  @Test func `a target names every module of the package that it imports`() throws {
    let manifest = try Repository.text("Package.swift")
    let targets = manifest.split(separator: #/\n    (?=module\(|tests\(|\.\w*[tT]arget\()/#)
    var count = 0
    for target in targets {
      guard let name = target.firstMatch(of: #/^[.\w]+\(\s*(?:name: )?"(\w+)"/#)?.1 else {
        continue
      }
      let named = Set(target.matches(of: #/"(\w+)"/#).map { String($0.1) })
      let top = name.hasSuffix("Tests") || name == "TestSupport" ? "Tests" : "Sources"
      for file in try Repository.files(in: "\(top)/\(name)", endingIn: ".swift") {
        count += 1
        let imports = try Repository.text(file).matches(
          of: #/(?m)^(?:@\w+ )?(?:public |package )?import (?:struct |enum )?(\w+)/#)
        for imported in imports.map({ String($0.1) }) where imported != "TestSupport" {
          let isOurs = FileManager.default.fileExists(
            atPath: Repository.root.appending(path: "Sources/\(imported)").path)
          #expect(!isOurs || named.contains(imported), "\(file): \(imported)")
        }
      }
    }
    #expect(count > 400)
  }
}
