import Foundation
import TestSupport
import Testing

/// `Package.swift` says what the sources say.
struct ManifestTests {
  /// A module that is imported and not named compiles in a clean build, and is not built again when
  /// the module changes; one that is named and not imported is an arrow too many on the map.
  @Test func `a target names the modules of the package that it imports, and no other`() throws {
    let manifest = try Repository.text("Package.swift")
    let targets = manifest.split(
      separator: #/\n    (?=module\(|tests\(|\.\w*[tT]arget\(|\.systemLibrary\()/#)
    var count = 0
    for target in targets {
      guard let name = target.firstMatch(of: #/^[.\w]+\(\s*(?:name: )?"(\w+)"/#)?.1 else {
        continue
      }
      let named = Set(target.matches(of: #/"(\w+)"/#).map { String($0.1) })
      let top = name.hasSuffix("Tests") || name == "TestSupport" ? "Tests" : "Sources"
      var imported: Set<String> = []
      for file in try Repository.files(in: "\(top)/\(name)", endingIn: ".swift") {
        count += 1
        for match in try Repository.text(file).matches(
          of: #/(?m)^(?:@\w+ )?(?:public |package )?import (?:struct |enum )?(\w+)/#)
        { imported.insert(String(match.1)) }
      }
      func ours(_ modules: Set<String>) -> Set<String> {
        modules.filter { module in
          FileManager.default.fileExists(
            atPath: Repository.root.appending(path: "Sources/\(module)").path)
        }
      }
      #expect(ours(named).subtracting([String(name)]) == ours(imported), "\(name)")
    }
    #expect(count > 400)
  }
}
